{#- The steps that an entry reached before it ended, with the number of its matches from then to
    the end: those from then on, less those later than the end. -#}
with reached as (
    select
        reached.attempt_no,
        reached.participant_no,
        reached.definition_id,
        reached.step_id,
        reached.step_index,
        reached.reached_at,
        reached.event_id,
        reached.from_step_id,
        steps.signal_no,
        {{ never_as_time(add_microseconds("entries.ended_at", 1)) }} as counted_until
    from {{ ref('int_journeys__reached_steps') }} as reached
    inner join {{ ref('int_journeys__entries') }} as entries
        on reached.attempt_no = entries.attempt_no
    inner join {{ ref('int_config__steps') }} as steps
        on reached.definition_id = steps.definition_id and reached.step_id = steps.step_id
    where reached.reached_at <= entries.ended_at or entries.ended_at is null
),

counted as (
    {{ asof_joined(
        "reached", ref('int_journeys__signals'), ["participant_no", "signal_no"],
        "counted_until", "occurred_at", [["match_no", "later_match_no"]], direction="forward"
    ) }}
)

select
    counted.attempt_no,
    counted.definition_id,
    counted.step_id,
    counted.step_index,
    counted.reached_at,
    counted.event_id,
    counted.from_step_id,
    coalesce(
        coalesce(counted.later_match_no, firsts.match_total + 1) - firsts.match_no, 0
    ) as visits
from counted
left join {{ ref('int_journeys__signals') }} as firsts
    on
        counted.participant_no = firsts.participant_no
        and counted.signal_no = firsts.signal_no
        and counted.reached_at = firsts.occurred_at
