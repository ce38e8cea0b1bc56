select
    count(*) as sessions,
    count(*) / nullif(count(distinct user_key), 0) as "per user",
    cast(median(event_count) as double) as "events (median)",
    cast(quantile_cont(event_count, 0.9) as double) as "events (9 of 10 have fewer)",
    median(duration_seconds) / 60 as "minutes (median)"
from fct_sessions
having count(*) > 0
