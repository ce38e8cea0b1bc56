{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
with entries as (
    select
        entries.*,
        attempts.journey_id,
        attempts.version,
        attempts.participant_key,
        attempts.user_key,
        attempts.event_id as entry_event_id,
        {{ add_microseconds(
            "entries.entered_at", "journeys.window_us + journeys.conversion_tail_us"
        ) }} as matures_at
    from {{ ref('int_journeys__entries') }} as entries
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on entries.attempt_no = attempts.attempt_no
    inner join {{ ref('int_config__journeys') }} as journeys
        on entries.definition_id = journeys.definition_id
)

select
    {{ entry_id("entries.journey_id", "entries.participant_key", "entries.entry_event_id") }}
        as entry_id,
    entries.journey_id,
    entries.version,
    entries.participant_key,
    entries.user_key,
    entries.entry_event_id,
    origins.entry_source,
    entries.entered_at,
    entries.ended_at,
    entries.end_reason,
    case when entries.ended_at is null then 'active' else 'ended' end as status,
    entries.converted_at is not null as is_converted,
    entries.completed_at is not null as is_completed,
    exclusions.attempt_no is not null as is_excluded,
    entries.converted_at,
    entries.completed_at,
    last_steps.step_id as last_step_id,
    last_steps.step_index as last_step_index,
    entries.matures_at,
    coalesce(entries.matures_at <= clock.as_of, false) as is_mature,
    origins.channel,
    origins.platform,
    origins.segment
from entries
inner join {{ ref('int_journeys__last_steps') }} as last_steps
    on entries.attempt_no = last_steps.attempt_no
inner join {{ ref('int_journeys__entry_origins') }} as origins
    on entries.attempt_no = origins.attempt_no
left join {{ ref('int_journeys__exclusions') }} as exclusions
    on entries.attempt_no = exclusions.attempt_no
cross join {{ ref('int_contract__as_of') }} as clock
