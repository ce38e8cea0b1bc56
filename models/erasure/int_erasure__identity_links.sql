{{ config(materialized="view") }}

{#- Links that would be accepted if nobody were erased, of whom requests may concern. -#}
select distinct
    left_type,
    left_value,
    right_type,
    right_value,
    linked_at
from {{ ref('int_erasure__seen_identity_links') }}
where
    rejection_reason is null
    and (
        {%- for side in ["left", "right"] %}
            {{ is_among(
                [side ~ "_type", side ~ "_value"],
                "(select identifier_type as " ~ side ~ "_type, identifier_value as " ~ side
                ~ "_value from " ~ ref('int_erasure__reach') ~ ")"
            ) }}
            {{ "or" if not loop.last }}
        {%- endfor %}
    )
