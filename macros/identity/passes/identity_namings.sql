{#- The person last named on a shared group of devices at each instant that names one: by events,
    in their order, or by links, which stand ahead of the instant's events. Before the first instant
    the group is the first named person's. -#}
{% macro identity_namings(area) -%}
with shared_groups as (
    select group_no from {{ ref(area ~ "__device_groups") }}
    where group_state = 'shared'
),

identifiers as (
    select * from {{ ref(area ~ "__resolved_identifiers") }}
    where guard_reason is null
),

least_identifiers as (
    select
        owner_no,
        min({{ identifier_text("identifiers") }}) as least_identifier
    from identifiers
    where kind != 'device'
    group by owner_no
),

by_events as (
    select
        owners.group_no,
        events.occurred_at as named_at,
        owners.owner_no as person_no,
        true as is_event,
        events.sequence,
        events.event_id as tie_break
    from {{ ref(identity_input(area, "events")) }} as events
    inner join {{ ref(area ~ "__bundle_owners") }} as owners
        on {{ same_bundle("events", "owners") }}
    inner join shared_groups on owners.group_no = shared_groups.group_no
    where owners.names_a_person
),

links as (
    select
        left_type as device_type,
        left_value as device_value,
        right_type as person_type,
        right_value as person_value,
        linked_at
    from {{ ref(identity_input(area, "identity_links")) }}
    union all
    select
        right_type,
        right_value,
        left_type,
        left_value,
        linked_at
    from {{ ref(identity_input(area, "identity_links")) }}
),

by_links as (
    select
        devices.component_no as group_no,
        coalesce(links.linked_at, {{ beginning_of_time() }}) as named_at,
        persons.owner_no as person_no,
        false as is_event,
        cast(null as bigint) as sequence,
        least_identifiers.least_identifier as tie_break
    from links
    inner join identifiers as devices
        on
            links.device_type = devices.identifier_type
            and links.device_value = devices.identifier_value
            and devices.kind = 'device'
    inner join shared_groups on devices.component_no = shared_groups.group_no
    inner join identifiers as persons
        on
            links.person_type = persons.identifier_type
            and links.person_value = persons.identifier_value
            and persons.kind != 'device'
    inner join least_identifiers on persons.owner_no = least_identifiers.owner_no
),

namings as (
    select * from by_events
    union all
    select * from by_links
),

ranked as (
    select
        *,
        row_number() over (
            partition by group_no
            order by named_at, is_event, sequence nulls last, tie_break
        ) as rank_in_group,
        row_number() over (
            partition by group_no, named_at
            order by is_event desc, sequence desc nulls first, tie_break desc
        ) as rank_from_last
    from namings
)

select
    group_no,
    named_at,
    person_no
from ranked
where rank_from_last = 1

union all

select
    group_no,
    {{ beginning_of_time() }} as named_at,
    person_no
from ranked
where rank_in_group = 1 and named_at > {{ beginning_of_time() }}
{%- endmacro %}
