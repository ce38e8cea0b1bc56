{#- An entry stands on a step until it reaches another or ends. -#}
select
    steps.attempt_no,
    attempts.journey_id,
    coalesce(origins.segment, '(none)') as segment,
    steps.step_id,
    steps.reached_at as stood_from,
    coalesce(
        lead(steps.reached_at) over (
            partition by steps.attempt_no order by steps.reached_at, steps.step_index
        ),
        entries.ended_at
    ) as stood_until
from {{ ref('int_journeys__entry_steps') }} as steps
inner join {{ ref('int_journeys__entries') }} as entries
    on steps.attempt_no = entries.attempt_no
inner join {{ ref('int_journeys__attempts') }} as attempts
    on steps.attempt_no = attempts.attempt_no
inner join {{ ref('int_journeys__entry_origins') }} as origins
    on steps.attempt_no = origins.attempt_no
