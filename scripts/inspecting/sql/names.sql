with people as (
    select event_name, count(distinct user_no) as user_count
    from int_flows__events
    group by event_name
)

select
    events.event_name as event,
    count(*) as events,
    count(*) / sum(count(*)) over () as share,
    coalesce(any_value(people.user_count), 0) as users,
    min(events.occurred_at) as first,
    max(events.occurred_at) as last,
    count(events.value) / count(*) as "with money"
from fct_events as events
left join people on events.event_name = people.event_name
group by events.event_name
order by events desc, event
