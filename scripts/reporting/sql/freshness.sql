with days as (
    select
        cast(occurred_at as date) as event_date,
        count(*) as events
    from fct_events
    where occurred_at >= (select max(occurred_at) from fct_events) - interval 90 day
    group by all
)

select
    cast(all_days.event_date as date) as event_date,
    coalesce(days.events, 0) as events
from (
    select unnest(generate_series(min(event_date), max(event_date), interval 1 day)) as event_date
    from days
) as all_days
left join days on all_days.event_date = days.event_date
order by all_days.event_date
