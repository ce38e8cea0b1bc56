{#- Each identifier with the users that it can stand for. `owner_no` is the component whose user
    it belongs to at all times; null where that depends on the time. -#}
{% macro identity_resolved_identifiers(area) -%}
with resolved as (
    select
        components.identifier_no,
        components.identifier_type,
        components.identifier_value,
        components.kind,
        components.priority,
        components.first_seen_at,
        components.component_no,
        device_groups.group_state,
        device_groups.person_no,
        coalesce(
            components.guard_reason,
            case when device_groups.group_state = 'guarded' then 'too_many_persons' end
        ) as guard_reason,
        coalesce(components.person_count, device_groups.person_count) as person_count
    from {{ ref(area ~ "__components") }} as components
    left join {{ ref(area ~ "__device_groups") }} as device_groups
        on
            case
                when components.kind = 'device' and components.guard_reason is null
                    then components.component_no
            end = device_groups.group_no
)

select
    identifier_no,
    identifier_type,
    identifier_value,
    kind,
    priority,
    first_seen_at,
    guard_reason,
    person_count,
    group_state,
    component_no,
    case
        when guard_reason is not null then identifier_no
        when group_state = 'shared' then null
        else coalesce(person_no, component_no)
    end as owner_no
from resolved
{%- endmacro %}
