-- Law 4, first half: every event has one user. All accepted events are there once, their users
-- exist, and an event that names nobody is its device's holder's at that instant.
with events as (
    select
        accepted.event_id,
        accepted.occurred_at,
        count(owned.event_id) as times,
        min(owned.user_key) as user_key
    from {{ ref('events') }} as accepted
    left join {{ ref('fct_events') }} as owned on accepted.event_id = owned.event_id
    group by accepted.event_id, accepted.occurred_at
),

-- the devices of events that carry nothing but one device
lone as (
    {%- for column in ["endpoint_id", "anonymous_id"] %}
    {%- set other = "anonymous_id" if column == "endpoint_id" else "endpoint_id" %}
    select event_id, '{{ column }}' as identifier_type, {{ column }} as identifier_value
    from {{ ref('fct_events') }}
    where {{ column }} is not null and {{ other }} is null and user_id is null
        and identifiers is null
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

held as (
    select events.event_id, owners.user_key
    from lone
    inner join events on lone.event_id = events.event_id
    inner join {{ ref('endpoint_owners') }} as owners
        on
            lone.identifier_type = owners.identifier_type
            and lone.identifier_value = owners.identifier_value
            and (events.occurred_at >= owners.owned_from or owners.owned_from is null)
            and (events.occurred_at < owners.owned_to or owners.owned_to is null)
)

select events.event_id, events.times, events.user_key, held.user_key as holder
from events
left join {{ ref('dim_users') }} as users on events.user_key = users.user_key
left join held on events.event_id = held.event_id
where
    events.times != 1
    or users.user_key is null
    or held.user_key != events.user_key
