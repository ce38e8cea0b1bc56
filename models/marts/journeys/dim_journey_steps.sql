select
    {{ journey_key("journeys.journey_id", "journeys.version") }} || '|' || steps.step_id
        as journey_step_key,
    {{ journey_key("journeys.journey_id", "journeys.version") }} as journey_key,
    journeys.journey_id,
    journeys.version,
    steps.step_id,
    steps.step_name,
    steps.step_index,
    steps.step_type,
    steps.stage_id,
    steps.within_us / 60000000.0 as within_minutes,
    steps.is_terminal
from {{ ref('int_config__steps') }} as steps
inner join {{ ref('int_config__journeys') }} as journeys
    on steps.definition_id = journeys.definition_id
