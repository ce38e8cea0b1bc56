{#- The steps that attempts reach in one round, from the steps that `reached` has so far: where a
    step has several parents reached, after the earliest of them (then the lowest index). -#}
{% macro next_reached_steps(reached, round_no) %}
with parents as (
    select
        reached.attempt_no,
        reached.participant_no,
        reached.definition_id,
        reached.step_id as from_step_id,
        reached.step_index as from_step_index,
        reached.reached_at as parent_reached_at,
        reached.event_id as parent_event_id,
        reached.steps_at_instant as parent_steps_at_instant,
        reached.window_ends_at,
        plan.step_order,
        plan.step_id,
        plan.step_index,
        plan.signal_no,
        plan.within_us,
        plan.parent_count,
        plan.overlapping_step_ids
    from {{ reached }} as reached
    inner join {{ ref("int_config__step_plan") }} as plan
        on reached.definition_id = plan.definition_id and reached.step_id = plan.from_step_id
    where plan.round_no = {{ round_no }}
),

searching as (
    select * from parents
    where parent_count = 1

    union all

    select * from parents
    where parent_count > 1
    qualify row_number() over (
        partition by attempt_no, step_id order by parent_reached_at, from_step_index
    ) = 1
),

found as (
    {{ found_with_parent("searching") }}
    union all
    {{ found_in_order("searching") }}
    union all
    {{ found_next("searching") }}
    union all
    {{ found_in_any_order("searching", reached, round_no) }}
)

select
    searching.attempt_no,
    searching.participant_no,
    searching.definition_id,
    searching.step_id,
    searching.step_index,
    found.found_at as reached_at,
    found.found_event_id as event_id,
    searching.from_step_id,
    case
        when found.found_at = searching.parent_reached_at
            then {{ array_append("searching.parent_steps_at_instant", "searching.step_id") }}
        else {{ array_of("searching.step_id") }}
    end as steps_at_instant,
    searching.window_ends_at
from searching
inner join found
    on searching.attempt_no = found.attempt_no and searching.step_id = found.step_id
where
    (found.found_at <= searching.window_ends_at or searching.window_ends_at is null)
    and (
        searching.within_us is null
        or found.found_at
        <= {{ add_microseconds("searching.parent_reached_at", "searching.within_us") }}
    )
{% endmacro %}

{% macro reached_steps_rounds() -%}
    select max(round_no) from {{ ref("int_config__step_plan") }}
{%- endmacro %}
