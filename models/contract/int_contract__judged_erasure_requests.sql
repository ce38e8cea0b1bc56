{{ config(materialized="view") }}

{{ judged(
    "erasure_requests",
    {
        "malformed": "is_malformed",
        "missing_identifier": is_unknown_identifier("identifier_type", "identifier_value"),
        "invalid_timestamp": "requested_at is null",
    },
    ["identifier_type", "identifier_value", "requested_at"],
) }}
