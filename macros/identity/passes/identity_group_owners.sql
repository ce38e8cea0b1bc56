{#- Intervals of a shared group of devices with one person each. -#}
{% macro identity_group_owners(area) -%}
with changes as (
    select
        group_no,
        named_at,
        person_no
    from {{ ref(area ~ "__namings") }}
    qualify person_no is distinct from lag(person_no) over (
        partition by group_no order by named_at
    )
)

select
    group_no,
    person_no,
    named_at as owned_from,
    lead(named_at) over (partition by group_no order by named_at) as owned_to
from changes
{%- endmacro %}
