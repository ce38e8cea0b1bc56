{#- What each identifier belongs to before devices are handed to persons: a person, a device
    group, or (blocklisted, or a contact too widely shared) itself. -#}
{% macro identity_components(area) -%}
select
    identifiers.identifier_no,
    identifiers.identifier_type,
    identifiers.identifier_value,
    identifiers.kind,
    identifiers.priority,
    identifiers.max_persons,
    identifiers.first_seen_at,
    case
        when identifiers.is_blocklisted then 'blocklisted'
        when guards.identifier_no is not null then 'too_many_persons'
    end as guard_reason,
    guards.person_count,
    coalesce(
        persons.component_no, base.component_no, identifiers.identifier_no
    ) as component_no
from {{ ref(area ~ "__identifiers") }} as identifiers
left join {{ ref(area ~ "__contact_guards") }} as guards
    on identifiers.identifier_no = guards.identifier_no
left join {{ ref(area ~ "__base_components") }} as base
    on identifiers.identifier_no = base.node_no
left join {{ ref(area ~ "__person_components") }} as persons
    on coalesce(base.component_no, identifiers.identifier_no) = persons.node_no
{%- endmacro %}
