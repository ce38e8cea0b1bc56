{#- The steps that attempts reach in one round, from the steps that `reached` has so far. A step
    comes after its earliest reached parent (then the lowest index): at the same instant or later,
    and strictly later where a step of that instant on its path has an event name in common. -#}
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
        plan.step_id,
        plan.step_index,
        plan.signal_no,
        plan.within_us,
        plan.parent_count,
        case
            when plan.signal_no is null then null
            when {{ arrays_overlap("reached.steps_at_instant", "plan.overlapping_step_ids") }}
                then {{ add_microseconds("reached.reached_at", 1) }}
            else reached.reached_at
        end as search_from
    from {{ reached }} as reached
    inner join {{ ref("int_config__step_plan") }} as plan
        on reached.definition_id = plan.definition_id and reached.step_id = plan.from_step_id
    where plan.round_no = {{ round_no }} and plan.step_order = 'ordered'
),

earliest_parents as (
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
    {{ asof_joined(
        "earliest_parents", ref("int_journeys__signals"), ["participant_no", "signal_no"],
        "search_from", "occurred_at",
        [["occurred_at", "found_at"], ["event_id", "found_event_id"]], direction="forward"
    ) }}
),

reached_now as (
    select
        *,
        case when signal_no is null then parent_reached_at else found_at end as reached_at,
        case when signal_no is null then parent_event_id else found_event_id end as event_id
    from found
)

select
    attempt_no,
    participant_no,
    definition_id,
    step_id,
    step_index,
    reached_at,
    event_id,
    from_step_id,
    case
        when reached_at = parent_reached_at
            then {{ array_append("parent_steps_at_instant", "step_id") }}
        else {{ array_of("step_id") }}
    end as steps_at_instant,
    window_ends_at
from reached_now
where
    reached_at is not null
    and (reached_at <= window_ends_at or window_ends_at is null)
    and (
        within_us is null
        or reached_at <= {{ add_microseconds("parent_reached_at", "within_us") }}
    )
{% endmacro %}

{% macro reached_steps_rounds() -%}
    select max(round_no) from {{ ref("int_config__step_plan") }}
{%- endmacro %}
