{#- Of the users whom this run restates. Sessions are cut over all events, whatever flows there
    are. This is the one window that needs the order of events in full; what reads it sorts by
    numbers. -#}
{%- set gap_us = minutes_to_microseconds("'" ~ var("session_gap_minutes") ~ "'") %}
with events as (
    select
        resolved_users.user_no,
        events.event_id,
        events.event_name,
        events.occurred_at,
        events.sequence,
        events.channel,
        events.platform
    from {{ ref('int_journeys__events') }} as events
    inner join {{ ref('int_identity__user_numbers') }} as resolved_users
        on events.user_key = resolved_users.user_key
),

placed as (
    select
        *,
        row_number() over in_order as event_no,
        lag(occurred_at) over in_order as previous_at,
        lead(occurred_at) over in_order as next_at
    from events
    window in_order as (partition by user_no order by {{ event_order() }})
),

cut as (
    select
        *,
        previous_at is null
        or occurred_at > {{ add_microseconds("previous_at", gap_us) }} as is_session_start,
        next_at is null
        or next_at > {{ add_microseconds("occurred_at", gap_us) }} as is_session_end
    from placed
)

select
    user_no,
    event_no,
    event_name,
    occurred_at,
    cast(sum(case when is_session_start then 1 else 0 end) over (
        partition by user_no order by event_no
    ) as bigint) as session_no,
    is_session_start,
    is_session_end,
    case when is_session_start then event_id end as session_event_id,
    case when is_session_start then channel end as session_channel,
    case when is_session_start then platform end as session_platform
from cut
