-- Law 6: a progression lies within its entry, its window and its own time, after its parent's; each
-- entry has its step 0, and nothing but that has no parent.
with progressions as (
    select
        progressions.*,
        entries.entered_at,
        entries.ended_at,
        entries.entry_event_id,
        journeys.window_minutes,
        steps.within_minutes,
        parents.reached_at as parent_reached_at
    from {{ ref('fct_step_progressions') }} as progressions
    inner join {{ ref('fct_journey_entries') }} as entries
        on progressions.entry_id = entries.entry_id
    inner join {{ ref('dim_journeys') }} as journeys
        on
            progressions.journey_id = journeys.journey_id
            and progressions.version = journeys.version
    inner join {{ ref('dim_journey_steps') }} as steps
        on
            journeys.journey_key = steps.journey_key
            and progressions.step_id = steps.step_id
    left join {{ ref('fct_step_progressions') }} as parents
        on
            progressions.entry_id = parents.entry_id
            and progressions.from_step_id = parents.step_id
),

entries_without_step_0 as (
    select entries.entry_id
    from {{ ref('fct_journey_entries') }} as entries
    left join progressions
        on
            entries.entry_id = progressions.entry_id
            and progressions.step_id = 'entry'
            and entries.entered_at = progressions.reached_at
            and entries.entry_event_id = progressions.event_id
    where progressions.entry_id is null
)

select
    entry_id,
    step_id
from progressions
where
    reached_at < entered_at
    or reached_at > ended_at
    or seconds_from_entry > 60 * window_minutes
    or seconds_from_previous > 60 * within_minutes
    or seconds_from_previous < 0
    or (step_id != 'entry' and parent_reached_at is null)
    or reached_at < parent_reached_at

union all

select
    entry_id,
    'entry' as step_id
from entries_without_step_0
