{#- Only the events of those who could enter matter from here on. -#}
select distinct
    attempts.definition_id,
    attempts.participant_key,
    attempts.participant_no,
    journeys.participant,
    journeys.step_order,
    journeys.consent_purpose
from {{ ref('int_journeys__attempts') }} as attempts
inner join {{ ref('int_config__journeys') }} as journeys
    on attempts.definition_id = journeys.definition_id
where attempts.standing_no is not null
