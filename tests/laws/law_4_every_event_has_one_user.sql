-- Law 4, first half: every event has one user. All accepted events are there once, their users
-- exist, and an event that names nobody is its device's holder's at that instant.
with events as (
    select
        accepted.event_id,
        accepted.occurred_at,
        count(resolved.event_id) as row_count,
        min(resolved.user_key) as user_key
    from {{ ref('events') }} as accepted
    left join {{ ref('fct_events') }} as resolved on accepted.event_id = resolved.event_id
    group by accepted.event_id, accepted.occurred_at
),

-- the devices of events that carry nothing but one device
lone as (
    select
        event_id,
        case when endpoint_id is null then 'anonymous_id' else 'endpoint_id' end
            as identifier_type,
        coalesce(endpoint_id, anonymous_id) as identifier_value
    from {{ ref('fct_events') }}
    where
        (endpoint_id is null or anonymous_id is null)
        and user_id is null
        and identifiers is null
),

held as (
    select
        events.event_id,
        owners.user_key
    from lone
    inner join events on lone.event_id = events.event_id
    inner join {{ ref('endpoint_owners') }} as owners
        on
            lone.identifier_type = owners.identifier_type
            and lone.identifier_value = owners.identifier_value
            and (events.occurred_at >= owners.owned_from or owners.owned_from is null)
            and (events.occurred_at < owners.owned_to or owners.owned_to is null)
)

select
    events.event_id,
    events.row_count,
    events.user_key,
    held.user_key as device_user_key
from events
left join {{ ref('dim_users') }} as known on events.user_key = known.user_key
left join held on events.event_id = held.event_id
where
    events.row_count != 1
    or known.user_key is null
    or held.user_key != events.user_key
