-- How much of what we collect does any journey, flow or KPI use, and which events does nobody use?
with relevance as (
    select * from {{ ref('rpt_event_relevance') }}
),

lines as (
    select
        '(all)' as event_name,
        sum(events) as events,
        sum(used_events) as used_events
    from relevance

    union all

    select
        event_name,
        events,
        used_events
    from relevance
)

select
    event_name,
    events,
    used_events,
    cast(used_events as double) / events as used_share,
    events - used_events as unused_events
from lines
where events > 0
order by unused_events desc, event_name asc
