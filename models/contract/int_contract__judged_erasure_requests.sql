{{ config(materialized="view") }}

{{ judged("erasure_requests", ["identifier_type", "identifier_hash", "requested_at"]) }}
