{#- The entries whose outcome is settled: mature ones, or ended ones where there is no window to
    wait for. What happens from entered_at to exposed_until, neither included, may drive them; the
    entry's end bounds it whether or not the entry converts, so that both are watched alike. -#}
with journeys as (
    select distinct
        journey_id,
        participant
    from {{ ref('dim_journeys') }}
)

select
    row_number() over (order by entries.entry_id) as entry_no,
    dense_rank() over (order by journeys.participant, entries.participant_key) as participant_no,
    entries.entry_id,
    entries.journey_id,
    journeys.participant,
    entries.participant_key,
    entries.entry_event_id,
    {{ add_microseconds("entries.entered_at", 1) }} as exposed_from,
    least(entries.converted_at, entries.ended_at) as exposed_until,
    entries.is_converted,
    entries.channel,
    entries.platform,
    entries.segment
from {{ ref('fct_journey_entries') }} as entries
inner join journeys on entries.journey_id = journeys.journey_id
where
    entries.status = 'ended'
    and not entries.is_excluded
    and (entries.is_mature or entries.matures_at is null)
