-- Of the names that most pass, in the order in which each user came to them first.
with starts as (
    select user_no, min(event_no) as start_no
    from int_flows__events
    where event_name = $entry
    group by user_no
),

ways as (
    select starts.user_no, starts.start_no, min(goals.event_no) as end_no
    from starts
    inner join int_flows__events as goals on starts.user_no = goals.user_no
    where goals.event_name = $conversion and goals.event_no > starts.start_no
    group by all
),

passed as (
    select ways.user_no, events.event_name, min(events.event_no) as first_no
    from ways
    inner join int_flows__events as events
        on
            ways.user_no = events.user_no
            and events.event_no > ways.start_no
            and events.event_no < ways.end_no
    where list_contains($steps, events.event_name)
    group by ways.user_no, events.event_name
),

told as (
    select user_no, string_agg(event_name, ' > ' order by first_no) as names
    from passed
    group by user_no
)

select
    concat_ws(' > ', $entry, told.names, $conversion) as path,
    count(*) as users,
    count(*) / sum(count(*)) over () as share
from ways
left join told on ways.user_no = told.user_no
group by path
order by users desc, path
limit $most
