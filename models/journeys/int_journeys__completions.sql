{#- A terminal step, or under unordered the last of all steps. -#}
with needed as (
    select
        journeys.definition_id,
        journeys.step_order,
        count(*) as step_count
    from {{ ref('int_config__journeys') }} as journeys
    inner join {{ ref('int_config__steps') }} as steps
        on journeys.definition_id = steps.definition_id and steps.step_id != 'entry'
    group by journeys.definition_id, journeys.step_order
)

select
    reached.attempt_no,
    case
        when needed.step_order = 'unordered' then max(reached.reached_at)
        else min(reached.reached_at)
    end as completed_at
from {{ ref('int_journeys__reached_steps') }} as reached
inner join {{ ref('int_config__steps') }} as steps
    on reached.definition_id = steps.definition_id and reached.step_id = steps.step_id
inner join needed on reached.definition_id = needed.definition_id
where
    (needed.step_order = 'unordered' and reached.step_id != 'entry')
    or (needed.step_order != 'unordered' and steps.is_terminal)
group by reached.attempt_no, needed.step_order, needed.step_count
having needed.step_order != 'unordered' or count(*) = needed.step_count
