{#- The entries whose outcome is settled: mature ones, or ended ones where there is no window to
    wait for. What happens from exposed_from until before exposed_until may drive them; the entry's
    end bounds it whether or not the entry converts, so that both are watched alike. -#}
select
    entries.entry_id,
    journeys.journey_no,
    journeys.journey_id,
    participants.participant_no,
    entries.entry_event_id,
    {{ add_microseconds("entries.entered_at", 1) }} as exposed_from,
    least(entries.converted_at, entries.ended_at) as exposed_until,
    entries.is_converted,
    entries.channel,
    entries.platform,
    entries.segment
from {{ ref('fct_journey_entries') }} as entries
inner join {{ ref('int_config__journeys') }} as journeys
    on entries.journey_id = journeys.journey_id and entries.version = journeys.version
inner join {{ ref('int_drivers__participants') }} as participants
    on
        journeys.participant = participants.participant
        and entries.participant_key = participants.participant_key
where
    entries.status = 'ended'
    and not entries.is_excluded
    and (entries.is_mature or entries.matures_at is null)
