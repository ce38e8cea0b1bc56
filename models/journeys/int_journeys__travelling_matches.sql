{{ config(materialized="view") }}

{#- The matches of those who could enter; of outcomes only where a pause between them may end an
    entry. -#}
select
    travellers.participant_no,
    matches.signal_no,
    matches.definition_id,
    matches.role,
    travellers.step_order,
    matches.occurred_at,
    matches.sequence,
    matches.event_id
from {{ ref('int_journeys__matches') }} as matches
inner join {{ ref('int_journeys__travellers') }} as travellers
    on
        matches.definition_id = travellers.definition_id
        and coalesce(matches.endpoint_id, matches.user_key) = travellers.participant_key
where
    matches.is_consented
    and (matches.role != 'outcome' or travellers.inactivity_us is not null)
