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
    {%- for step_order in step_orders_of_round(round_no) %}
    union all
    {{ context["found_" ~ step_order]("searching", reached, round_no) }}
    {%- endfor %}
)

select
    attempt_no,
    participant_no,
    definition_id,
    step_id,
    step_index,
    found_at as reached_at,
    found_event_id as event_id,
    from_step_id,
    case
        when found_at = parent_reached_at
            then {{ array_append("parent_steps_at_instant", "step_id") }}
        else {{ array_of("step_id") }}
    end as steps_at_instant,
    window_ends_at
from found
where
    (found_at <= window_ends_at or window_ends_at is null)
    and (
        within_us is null
        or found_at <= {{ add_microseconds("parent_reached_at", "within_us") }}
    )
{% endmacro %}

{% macro reached_steps_rounds() -%}
    select max(round_no) from {{ ref("int_config__step_plan") }}
{%- endmacro %}

{#- The orders that any journey's steps of a round have: the others cost nothing. -#}
{% macro step_orders_of_round(round_no) %}
    {%- set query -%}
        select distinct step_order
        from {{ ref("int_config__step_plan") }}
        where round_no = {{ round_no }} and signal_no is not null
        order by step_order
    {%- endset -%}
    {{ return(run_query(query).columns[0].values()) }}
{% endmacro %}
