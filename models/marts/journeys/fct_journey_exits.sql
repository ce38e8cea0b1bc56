{#- Where the participant went next is the first event strictly after the end. -#}
with exits as (
    select * from {{ ref('fct_journey_entries') }}
    where status = 'ended' and not is_converted
),

participants as (
    select distinct participant_key from exits
),

by_participant as (
    {%- for key in ["user_key", "endpoint_id"] %}
        select
            events.{{ key }} as participant_key,
            events.occurred_at,
            events.sequence,
            events.event_id,
            events.event_name
        from {{ ref('fct_events') }} as events
        inner join participants on events.{{ key }} = participants.participant_key
        cross join {{ ref('int_contract__as_of') }} as clock
        where events.occurred_at <= clock.as_of
        {{ "union" if not loop.last }}
    {%- endfor %}
),

instants as (
    select
        participant_key,
        occurred_at,
        event_id,
        event_name
    from by_participant
    qualify row_number() over (
        partition by participant_key, occurred_at order by {{ event_order() }}
    ) = 1
),

searching as (
    select
        *,
        {{ add_microseconds("ended_at", 1) }} as next_from
    from exits
),

followed as (
    {{ asof_joined(
        "searching", "instants", ["participant_key"], "next_from", "occurred_at",
        [["event_id", "next_event_id"], ["event_name", "next_event_name"],
         ["occurred_at", "next_event_at"]],
        direction="forward"
    ) }}
)

select
    entry_id,
    journey_id,
    version,
    participant_key,
    user_key,
    entered_at,
    ended_at as exited_at,
    end_reason as exit_reason,
    last_step_id,
    last_step_index,
    {{ seconds_between("entered_at", "ended_at") }} as seconds_in_journey,
    next_event_id,
    next_event_name,
    next_event_at,
    {{ seconds_between("ended_at", "next_event_at") }} as seconds_to_next_event,
    is_excluded,
    is_mature,
    channel,
    platform,
    segment
from followed
