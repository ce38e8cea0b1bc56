{{ config(meta={"stands": false}) }}

select
    row_number() over (order by entries.entry_id) as entry_no,
    participants.participant_no,
    entries.user_key,
    entries.journey_id,
    entries.exposed_from,
    entries.exposed_until,
    entries.is_converted
from {{ ref('int_drivers__entries') }} as entries
inner join {{ ref('int_drivers__participants') }} as participants
    on
        entries.participant = participants.participant
        and entries.participant_key = participants.participant_key
where entries.exposed_from < entries.exposed_until and {{ in_scope("entries.user_key") }}
