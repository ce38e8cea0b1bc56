{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
with outcomes as (
    select
        owners.step_id,
        owners.outcome,
        attempts.journey_id,
        attempts.version,
        attempts.participant_key,
        attempts.user_key,
        {{ entry_id("attempts.journey_id", "attempts.participant_key", "attempts.event_id") }}
            as entry_id,
        events.event_id,
        events.message_id,
        events.occurred_at,
        events.received_at,
        events.channel,
        events.platform
    from {{ ref('int_journeys__outcome_owners') }} as owners
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on owners.attempt_no = attempts.attempt_no
    inner join {{ ref('int_journeys__events') }} as events
        on owners.event_id = events.event_id
)

select
    md5(entry_id || '|' || step_id || '|' || outcome || '|' || event_id) as step_outcome_id,
    {{ progression_id("entry_id", "step_id") }} as progression_id,
    entry_id,
    journey_id,
    version,
    participant_key,
    user_key,
    step_id,
    outcome,
    event_id,
    message_id,
    coalesce(message_id, {{ progression_id("entry_id", "step_id") }}) as message_key,
    occurred_at,
    received_at,
    channel,
    platform
from outcomes
