{{ config(materialized="view") }}

{{ judged(
    "costs",
    {"malformed": "is_malformed", "invalid_timestamp": "cost_date is null"},
    ["raw_text"],
) }}
