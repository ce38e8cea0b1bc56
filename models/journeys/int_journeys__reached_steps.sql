{{ config(
    materialized="iterated",
    rounds="reached_steps_rounds",
    next_rows="next_reached_steps",
) }}

{# What each candidate would reach if it were admitted and nothing ended it but its window. The
    steps of a round follow from those of earlier ones. #}
-- depends_on: {{ ref('int_config__step_plan') }}
-- depends_on: {{ ref('int_config__steps') }}
-- depends_on: {{ ref('int_journeys__signals') }}
-- depends_on: {{ ref('int_journeys__matches') }}
-- depends_on: {{ ref('int_journeys__numbered_matches') }}
-- depends_on: {{ ref('int_journeys__successors') }}
select
    candidates.attempt_no,
    candidates.participant_no,
    candidates.definition_id,
    'entry' as step_id,
    0 as step_index,
    candidates.occurred_at as reached_at,
    candidates.event_id,
    cast(null as {{ dbt.type_string() }}) as from_step_id,
    {{ array_of("'entry'") }} as steps_at_instant,
    {{ add_microseconds("candidates.occurred_at", "journeys.window_us") }} as window_ends_at
from {{ ref('int_journeys__candidates') }} as candidates
inner join {{ ref('int_config__journeys') }} as journeys
    on candidates.definition_id = journeys.definition_id
