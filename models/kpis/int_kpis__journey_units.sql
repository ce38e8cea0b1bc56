{#- The entries that measures of journeys count, dated by entry, with whether each did what the
    measure asks. Excluded entries are left out. Entering is judged at once, the rest by mature
    entries. -#}
{{ config(materialized="view") }}

with entries as (
    select * from {{ ref('fct_journey_entries') }}
    where not is_excluded
),

measures as (
    select * from {{ ref('int_config__measures') }}
    where record_kind = 'entry'
),

reached as (
    select
        entry_id,
        step_id
    from {{ ref('fct_step_progressions') }}
    where step_id in (select measures.step_id from measures)
)

select
    measures.measure_no,
    entries.entered_at as occurred_at,
    entries.channel,
    entries.platform,
    coalesce(entries.segment, '(none)') as journey_segment,
    case measures.kind
        when 'conversions' then entries.is_converted
        when 'completions' then entries.is_completed
        when 'exits' then entries.status = 'ended' and not entries.is_converted
        else true
    end and (measures.step_id is null or reached.entry_id is not null) as is_hit,
    entries.is_mature or (measures.kind = 'entries' and measures.step_id is null) as is_mature
from entries
inner join measures on coalesce(measures.journey_id, entries.journey_id) = entries.journey_id
left join reached on entries.entry_id = reached.entry_id and measures.step_id = reached.step_id
where {{ measure_condition("entries", "measures", measurable_columns("entry")) }}
