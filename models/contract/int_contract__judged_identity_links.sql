{{ config(materialized="view") }}

{{ judged(
    "identity_links",
    {
        "malformed": "is_malformed",
        "missing_identifier": is_unknown_identifier("left_type", "left_value") ~ " or "
            ~ is_unknown_identifier("right_type", "right_value"),
        "invalid_timestamp": "has_linked_at and linked_at is null",
    },
    ["left_type", "left_value", "right_type", "right_value", "linked_at"],
) }}
