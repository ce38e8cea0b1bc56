{{ config(materialized="view") }}

{{ judged(
    "costs",
    {"malformed": "is_malformed", "invalid_timestamp": "cost_date is null"},
    ["source_file", "raw_text"],
) }}
