-- Law 5: non-concurrent entries of a participant and journey never overlap. One may begin at the
-- instant at which the one before it ends, and may last no time at all.
with entries as (
    select
        entries.entry_id,
        entries.entered_at,
        entries.ended_at,
        lag(entries.entry_id) over travels as previous_entry_id,
        lag(entries.ended_at) over travels as previous_ended_at
    from {{ ref('fct_journey_entries') }} as entries
    inner join {{ ref('dim_journeys') }} as journeys
        on entries.journey_id = journeys.journey_id and entries.version = journeys.version
    where journeys.reentry != 'concurrent'
    window travels as (
        partition by entries.journey_id, entries.participant_key
        order by entries.entered_at, entries.ended_at nulls last
    )
)

select *
from entries
where
    (previous_entry_id is not null and previous_ended_at is null)
    or previous_ended_at > entered_at
    or ended_at < entered_at
