-- Law 7: converted + ended unconverted + active = entries, where active ones have not converted;
-- users <= entries. The exits are those that ended unconverted.
with entries as (
    select
        journey_id,
        count(*) as entries,
        count(case when is_converted then 1 end) as converted,
        count(case when not is_converted and ended_at is not null then 1 end) as ended_unconverted,
        count(case when not is_converted and ended_at is null then 1 end) as active_unconverted,
        count(distinct participant_key) as participants
    from {{ ref('fct_journey_entries') }}
    group by journey_id
),

exits as (
    select
        journey_id,
        count(*) as exits
    from {{ ref('fct_journey_exits') }}
    group by journey_id
)

select overview.*
from {{ ref('rpt_journey_overview') }} as overview
left join entries on overview.journey_id = entries.journey_id
left join exits on overview.journey_id = exits.journey_id
where
    overview.converted_entries + overview.total_exits + overview.exits_window_open
    != overview.lifetime_entries
    or overview.entry_users > overview.lifetime_entries
    or overview.entry_participants > overview.lifetime_entries
    or overview.converted_users > overview.converted_entries
    or overview.lifetime_entries != coalesce(entries.entries, 0)
    or overview.converted_entries != coalesce(entries.converted, 0)
    or overview.total_exits != coalesce(entries.ended_unconverted, 0)
    or overview.total_exits != coalesce(exits.exits, 0)
    or overview.exits_window_open != coalesce(entries.active_unconverted, 0)
    or overview.entry_participants != coalesce(entries.participants, 0)
