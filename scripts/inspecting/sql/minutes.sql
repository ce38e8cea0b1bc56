with starts as (
    select user_no, min(event_no) as start_no, min(occurred_at) as started_at
    from int_flows__events
    where event_name = $entry
    group by user_no
),

ways as (
    select starts.user_no, min(epoch_us(goals.occurred_at) - epoch_us(starts.started_at)) as took
    from starts
    inner join int_flows__events as goals on starts.user_no = goals.user_no
    where goals.event_name = $conversion and goals.event_no > starts.start_no
    group by starts.user_no
)

select count(*) as users, quantile_cont(took, 0.9) / 60000000 as minutes
from ways
