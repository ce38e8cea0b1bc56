{#- A group of devices with one person is that person's; with none it is an anonymous user; with
    several it is shared; with more than its types allow it is guarded. -#}
{% macro identity_device_groups(area) -%}
with components as (
    select * from {{ ref(area ~ "__components") }}
    where guard_reason is null
),

named as (
    select
        left_no as device_no,
        right_no as person_no
    from {{ ref(area ~ "__links") }}
    where left_kind = 'device' and right_kind != 'device'

    union

    select
        right_no,
        left_no
    from {{ ref(area ~ "__links") }}
    where right_kind = 'device' and left_kind != 'device'
),

persons as (
    select
        devices.component_no as group_no,
        count(distinct owners.component_no) as person_count,
        min(owners.component_no) as person_no
    from named
    inner join components as devices on named.device_no = devices.identifier_no
    inner join components as owners on named.person_no = owners.identifier_no
    group by devices.component_no
),

limits as (
    select
        component_no as group_no,
        min(max_persons) as max_persons
    from components
    where kind = 'device'
    group by component_no
)

select
    limits.group_no,
    coalesce(persons.person_count, 0) as person_count,
    case
        when persons.person_count > limits.max_persons then 'guarded'
        when persons.person_count > 1 then 'shared'
        when persons.person_count = 1 then 'owned'
        else 'anonymous'
    end as group_state,
    case when persons.person_count = 1 then persons.person_no end as person_no
from limits
left join persons on limits.group_no = persons.group_no
{%- endmacro %}
