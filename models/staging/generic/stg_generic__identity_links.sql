{{ config(materialized="view") }}

with links as (
    {{ raw_fields(
        "generic",
        ref("stg_generic__identity_link_records"),
        ["left_type", "left_value", "right_type", "right_value", "linked_at"],
    ) }}
)

select
    source,
    source_file,
    file_stamp,
    raw_text,
    is_malformed,
    {{ blank_to_null("field.left_type") }} as left_type,
    {{ blank_to_null("field.left_value") }} as left_value,
    {{ blank_to_null("field.right_type") }} as right_type,
    {{ blank_to_null("field.right_value") }} as right_value,
    {{ parse_timestamp("field.linked_at") }} as linked_at,
    {{ blank_to_null("field.linked_at") }} is not null as has_linked_at
from links
