{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
with journeys as (
    select * from {{ ref('int_config__journeys') }}
),

steps as (
    select * from {{ ref('journey_steps') }}
),

with_entry as (
    select
        definition_id,
        'entry' as step_id,
        'Entry' as step_name,
        0 as step_index,
        'event' as step_type,
        cast(null as {{ dbt.type_string() }}) as stage_id,
        cast(null as bigint) as within_us,
        false as is_terminal
    from journeys

    union all

    select
        journeys.definition_id,
        steps.step_id,
        coalesce(steps.step_name, steps.step_id) as step_name,
        cast(steps.step_index as integer) as step_index,
        coalesce(steps.step_type, 'event') as step_type,
        steps.stage_id,
        {{ minutes_to_microseconds("steps.within_minutes") }} as within_us,
        coalesce({{ parse_flag("steps.is_terminal") }}, false) as is_terminal
    from steps
    inner join journeys
        on
            steps.journey_id = journeys.journey_id
            and cast(steps.version as integer) = journeys.version
)

select
    with_entry.*,
    signals.signal_no
from with_entry
left join {{ ref('int_config__signals') }} as signals
    on
        with_entry.definition_id = signals.definition_id
        and (
            (signals.role = 'step' and with_entry.step_id = signals.step_id)
            or (signals.role = 'entry' and with_entry.step_id = 'entry')
        )
