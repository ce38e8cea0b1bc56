{{ config(materialized="kept", forgets="restated_users") }}

{#- For each entry and each name that its participant ever had: the first such event after the
    entry, which counts if it comes before the end. One search an entry and name, however many
    events lie between; entries that overlap need no care. -#}
-- depends_on: {{ ref('int_scope__users') }}
with had as (
    select distinct
        participant_no,
        event_no
    from {{ ref('int_drivers__happenings') }}
),

searching as (
    select
        entries.entry_no,
        entries.participant_no,
        had.event_no,
        entries.exposed_from,
        entries.exposed_until
    from {{ ref('int_drivers__exposures') }} as entries
    inner join had on entries.participant_no = had.participant_no
),

found as (
    {{ asof_joined(
        "searching", ref('int_drivers__happenings'), ["participant_no", "event_no"],
        "exposed_from", "occurred_at", [["occurred_at", "happened_at"]], direction="forward"
    ) }}
)

select
    entries.user_key,
    entries.journey_id,
    known_events.event_name,
    count(*) as entries_with,
    count(case when entries.is_converted then 1 end) as converted_with
from found
inner join {{ ref('int_drivers__exposures') }} as entries on found.entry_no = entries.entry_no
inner join {{ ref('int_drivers__names') }} as known_events
    on found.event_no = known_events.event_no
where found.happened_at < found.exposed_until
group by entries.user_key, entries.journey_id, known_events.event_name
