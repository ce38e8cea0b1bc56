select
    source,
    count(*) as events,
    min(occurred_at) as first,
    max(occurred_at) as last,
    count(distinct cast(occurred_at as date)) as "days with events",
    max(received_at) as "last received"
from fct_events
group by source
order by source
