{#- For each entry and each name that its participant ever had: the first such event after the
    entry, which counts if it comes before the end. One search an entry and name, however many
    events lie between; entries that overlap need no care. -#}
with had as (
    select distinct
        participant_no,
        event_no
    from {{ ref('int_drivers__happenings') }}
),

searching as (
    select
        entries.journey_no,
        entries.participant_no,
        had.event_no,
        entries.exposed_from,
        entries.exposed_until,
        entries.is_converted
    from {{ ref('int_drivers__entries') }} as entries
    inner join had on entries.participant_no = had.participant_no
    where entries.exposed_from < entries.exposed_until
),

found as (
    {{ asof_joined(
        "searching", ref('int_drivers__happenings'), ["participant_no", "event_no"],
        "exposed_from", "occurred_at", [["occurred_at", "happened_at"]], direction="forward"
    ) }}
),

counted as (
    select
        journey_no,
        event_no,
        count(*) as entries_with,
        count(case when is_converted then 1 end) as converted_with
    from found
    where happened_at < exposed_until
    group by journey_no, event_no
),

journeys as (
    select distinct
        journey_no,
        journey_id
    from {{ ref('int_drivers__entries') }}
)

select
    journeys.journey_id,
    known_events.event_name,
    counted.entries_with,
    counted.converted_with
from counted
inner join journeys on counted.journey_no = journeys.journey_no
inner join {{ ref('int_drivers__events') }} as known_events
    on counted.event_no = known_events.event_no
