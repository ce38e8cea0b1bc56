select
    source,
    count(*) as events,
    count(distinct event_name) as event_names,
    min(occurred_at) as first_event_at,
    max(occurred_at) as last_event_at,
    max(received_at) as last_received_at
from fct_events
group by source
order by events desc, source
limit 20
