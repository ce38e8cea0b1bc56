{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
with steps as (
    select
        entry_steps.*,
        attempts.journey_id,
        attempts.version,
        attempts.participant_key,
        attempts.user_key,
        attempts.occurred_at as entered_at,
        {{ entry_id("attempts.journey_id", "attempts.participant_key", "attempts.event_id") }}
            as entry_id
    from {{ ref('int_journeys__entry_steps') }} as entry_steps
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on entry_steps.attempt_no = attempts.attempt_no
)

select
    {{ progression_id("steps.entry_id", "steps.step_id") }} as progression_id,
    steps.entry_id,
    steps.journey_id,
    steps.version,
    steps.participant_key,
    steps.user_key,
    steps.step_id,
    steps.step_index,
    steps.reached_at,
    steps.event_id,
    steps.from_step_id,
    edges.branch,
    {{ seconds_between("steps.entered_at", "steps.reached_at") }} as seconds_from_entry,
    {{ seconds_between("parents.reached_at", "steps.reached_at") }} as seconds_from_previous,
    steps.visits
from steps
left join {{ ref('int_journeys__entry_steps') }} as parents
    on steps.attempt_no = parents.attempt_no and steps.from_step_id = parents.step_id
left join {{ ref('int_config__step_edges') }} as edges
    on
        steps.definition_id = edges.definition_id
        and steps.from_step_id = edges.from_step_id
        and steps.step_id = edges.to_step_id
