{{ config(materialized="view") }}

{{ judged(
    "endpoints",
    {
        "malformed": "is_malformed",
        "missing_identifier": is_unknown_identifier("'endpoint_id'", "endpoint_id"),
        "invalid_timestamp": "changed_at is null",
    },
    ["source", "raw_text"],
) }}
