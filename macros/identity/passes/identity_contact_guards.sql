{#- A contact that more persons share than its type allows names nobody. -#}
{% macro identity_contact_guards(area) -%}
with contact_links as (
    select
        left_no as contact_no,
        right_no as person_no
    from {{ ref(area ~ "__links") }}
    where left_kind = 'contact' and right_kind = 'person'

    union

    select
        right_no,
        left_no
    from {{ ref(area ~ "__links") }}
    where right_kind = 'contact' and left_kind = 'person'
),

counted as (
    select
        contact_links.contact_no,
        count(distinct coalesce(components.component_no, contact_links.person_no)) as person_count
    from contact_links
    left join {{ ref(area ~ "__base_components") }} as components
        on contact_links.person_no = components.node_no
    group by contact_links.contact_no
)

select
    identifiers.identifier_no,
    counted.person_count
from counted
inner join {{ ref(area ~ "__identifiers") }} as identifiers
    on counted.contact_no = identifiers.identifier_no
where counted.person_count > identifiers.max_persons
{%- endmacro %}
