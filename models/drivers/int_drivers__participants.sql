with travelling as (
    select distinct
        journeys.participant,
        entries.participant_key
    from {{ ref('fct_journey_entries') }} as entries
    inner join {{ ref('int_config__journeys') }} as journeys
        on entries.journey_id = journeys.journey_id and entries.version = journeys.version
)

select
    row_number() over (order by participant, participant_key) as participant_no,
    participant,
    participant_key
from travelling
