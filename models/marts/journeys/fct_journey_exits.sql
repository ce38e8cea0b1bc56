{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
{# Where the participant went next is the first event strictly after the end. #}
with exits as (
    select * from {{ ref('fct_journey_entries') }}
    where status = 'ended' and not is_converted and {{ in_scope("user_key") }}
),

searching as (
    select
        *,
        {{ add_microseconds("ended_at", 1) }} as next_from
    from exits
),

followed as (
    {{ asof_joined(
        "searching", ref('int_journeys__moments'), ["participant_key"], "next_from", "occurred_at",
        [["occurred_at", "next_event_at"]], direction="forward"
    ) }}
),

-- of the next instant's events the first in the participant's order
next_events as (
    select
        followed.entry_id,
        moments.event_id,
        moments.event_name
    from followed
    inner join {{ ref('int_journeys__moments') }} as moments
        on
            followed.participant_key = moments.participant_key
            and followed.next_event_at = moments.occurred_at
    qualify row_number() over (
        partition by followed.entry_id
        order by moments.sequence nulls last, moments.event_id
    ) = 1
)

select
    followed.entry_id,
    followed.journey_id,
    followed.version,
    followed.participant_key,
    followed.user_key,
    followed.entered_at,
    followed.ended_at as exited_at,
    followed.end_reason as exit_reason,
    followed.last_step_id,
    followed.last_step_index,
    {{ seconds_between("followed.entered_at", "followed.ended_at") }} as seconds_in_journey,
    next_events.event_id as next_event_id,
    next_events.event_name as next_event_name,
    followed.next_event_at,
    {{ seconds_between("followed.ended_at", "followed.next_event_at") }} as seconds_to_next_event,
    followed.is_excluded,
    followed.is_mature,
    followed.channel,
    followed.platform,
    followed.segment
from followed
left join next_events on followed.entry_id = next_events.entry_id
