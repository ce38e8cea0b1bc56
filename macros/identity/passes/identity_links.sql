{% macro identity_links(area) -%}
with identifiers as (
    select * from {{ ref(area ~ "__identifiers") }}
    where not is_blocklisted
),

members as (
    select
        bundles.bundle_no,
        identifiers.*
    from {{ ref(area ~ "__bundle_identifiers") }} as bundles
    inner join identifiers
        on
            bundles.identifier_type = identifiers.identifier_type
            and bundles.identifier_value = identifiers.identifier_value
),

-- a record never links two identifiers of one type that each name a person
from_records as (
    select
        one.identifier_no as left_no,
        other.identifier_no as right_no,
        one.kind as left_kind,
        other.kind as right_kind
    from members as one
    inner join members as other
        on one.bundle_no = other.bundle_no and one.identifier_no < other.identifier_no
    where one.kind != 'person' or one.identifier_type != other.identifier_type
),

from_links as (
    select
        one.identifier_no as left_no,
        other.identifier_no as right_no,
        one.kind as left_kind,
        other.kind as right_kind
    from {{ ref(identity_input(area, "identity_links")) }} as links
    inner join identifiers as one
        on links.left_type = one.identifier_type and links.left_value = one.identifier_value
    inner join identifiers as other
        on links.right_type = other.identifier_type and links.right_value = other.identifier_value
    where one.identifier_no != other.identifier_no
)

select * from from_records
union
select * from from_links
{%- endmacro %}
