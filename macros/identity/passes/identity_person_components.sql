{#- The person identifiers are contracted already; contacts join what is left. -#}
{% macro identity_person_components(area) -%}
with guards as (
    select * from {{ ref(area ~ "__contact_guards") }}
),

links as (
    select
        left_no,
        right_no
    from {{ ref(area ~ "__links") }}
    where
        left_kind in ('person', 'contact')
        and right_kind in ('person', 'contact')
        and 'contact' in (left_kind, right_kind)
        and left_no not in (select guards.identifier_no from guards)
        and right_no not in (select guards.identifier_no from guards)
)

select
    coalesce(left_base.component_no, links.left_no) as left_no,
    coalesce(right_base.component_no, links.right_no) as right_no
from links
left join {{ ref(area ~ "__base_components") }} as left_base
    on links.left_no = left_base.node_no
left join {{ ref(area ~ "__base_components") }} as right_base
    on links.right_no = right_base.node_no
{%- endmacro %}
