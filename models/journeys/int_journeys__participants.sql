{#- Those who attempted to enter, numbered: short keys for what follows. -#}
with participants as (
    select distinct
        journeys.journey_no,
        coalesce(matches.endpoint_id, matches.user_key) as participant_key
    from {{ ref('int_journeys__matches') }} as matches
    inner join {{ ref('int_config__journeys') }} as journeys
        on matches.definition_id = journeys.definition_id
    where matches.role = 'entry'
)

select
    *,
    row_number() over (order by journey_no, participant_key) as participant_no
from participants
