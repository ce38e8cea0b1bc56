{{ config(materialized="view") }}

{{ judged(
    "endpoints",
    {
        "malformed": "is_malformed",
        "missing_identifier": "coalesce(endpoint_id, email, phone, push_token) is null",
        "invalid_timestamp": "has_changed_at and changed_at is null",
    },
    ["source", "raw_text"],
) }}
