{{ config(materialized="view") }}

{{ judged("endpoints", ["source", "raw_text"]) }}
