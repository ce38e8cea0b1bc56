{#- Entries with a match of an exclusion strictly between the two steps that it names; by default
    between the entry and its completion or, without one, its end. -#}
with exclusions as (
    select
        definition_id,
        signal_no,
        case when step_id = '' then 'entry' else {{ dbt.split_part("step_id", "'>'", 1) }} end
            as from_step_id,
        case when step_id != '' then {{ dbt.split_part("step_id", "'>'", 2) }} end as to_step_id
    from {{ ref('int_config__signals') }}
    where role = 'exclusion'
),

spans as (
    select
        entries.attempt_no,
        entries.participant_no,
        exclusions.signal_no,
        {{ add_microseconds("from_steps.reached_at", 1) }} as search_from,
        {{ never_as_time("coalesce(
            case
                when exclusions.to_step_id is null then entries.completed_at
                else to_steps.reached_at
            end,
            entries.ended_at
        )") }} as search_until
    from {{ ref('int_journeys__entries') }} as entries
    inner join exclusions on entries.definition_id = exclusions.definition_id
    inner join {{ ref('int_journeys__entry_steps') }} as from_steps
        on
            entries.attempt_no = from_steps.attempt_no
            and exclusions.from_step_id = from_steps.step_id
    left join {{ ref('int_journeys__entry_steps') }} as to_steps
        on entries.attempt_no = to_steps.attempt_no and exclusions.to_step_id = to_steps.step_id
),

found as (
    {{ asof_joined(
        "spans", ref('int_journeys__signals'), ["participant_no", "signal_no"],
        "search_from", "occurred_at", [["occurred_at", "excluded_at"]], direction="forward"
    ) }}
)

select
    attempt_no,
    min(excluded_at) as excluded_at
from found
where excluded_at < search_until
group by attempt_no
