{#- Only the events of those who could enter matter from here on. -#}
with standing as (
    select distinct
        definition_id,
        participant_no
    from {{ ref('int_journeys__attempts') }}
    where standing_no is not null
)

select
    standing.definition_id,
    standing.participant_no,
    participants.participant_key,
    journeys.participant,
    journeys.step_order,
    journeys.consent_purpose,
    journeys.inactivity_us
from standing
inner join {{ ref('int_journeys__participants') }} as participants
    on standing.participant_no = participants.participant_no
inner join {{ ref('int_config__journeys') }} as journeys
    on standing.definition_id = journeys.definition_id
