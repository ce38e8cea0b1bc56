{#- An outcome belongs to every entry whose step has its message; without a message, to the latest
    progression of the step by the participant at or before it, under whichever version. -#}
with progressions as (
    select
        steps.attempt_no,
        steps.definition_id,
        steps.step_id,
        steps.reached_at,
        attempts.participant_key,
        events.message_id
    from {{ ref('int_journeys__entry_steps') }} as steps
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on steps.attempt_no = attempts.attempt_no
    inner join {{ ref('int_journeys__events') }} as events
        on steps.event_id = events.event_id
),

-- of several entries that reached the step at one instant the latest one stands for it
instants as (
    select
        definition_id,
        step_id,
        participant_key,
        reached_at,
        max(attempt_no) as attempt_no
    from progressions
    group by definition_id, step_id, participant_key, reached_at
),

without_message as (
    select * from {{ ref('int_journeys__outcome_events') }}
    where message_id is null
),

placed as (
    {{ asof_joined(
        "without_message", "instants", ["definition_id", "step_id", "participant_key"],
        "occurred_at", "reached_at", ["attempt_no", "reached_at"]
    ) }}
),

latest as (
    select
        placed.event_id,
        placed.step_id,
        placed.outcome,
        placed.attempt_no
    from placed
    inner join {{ ref('int_config__journeys') }} as journeys
        on placed.definition_id = journeys.definition_id
    where placed.attempt_no is not null
    qualify row_number() over (
        partition by journeys.journey_no, placed.step_id, placed.outcome, placed.event_id
        order by placed.reached_at desc, placed.attempt_no desc
    ) = 1
)

select
    outcomes.event_id,
    outcomes.step_id,
    outcomes.outcome,
    progressions.attempt_no
from {{ ref('int_journeys__outcome_events') }} as outcomes
inner join progressions
    on
        outcomes.definition_id = progressions.definition_id
        and outcomes.step_id = progressions.step_id
        and outcomes.message_id = progressions.message_id

union all

select
    event_id,
    step_id,
    outcome,
    attempt_no
from latest
