-- From a user's first entry event to the first conversion after it: what those who convert come by
-- more often than those who don't, of these anywhere after the entry.
with starts as (
    select user_no, min(event_no) as start_no
    from int_flows__events
    where event_name = $entry
    group by user_no
),

goals as (
    select starts.user_no, min(goals.event_no) as end_no
    from starts
    inner join int_flows__events as goals on starts.user_no = goals.user_no
    where goals.event_name = $conversion and goals.event_no > starts.start_no
    group by starts.user_no
),

ways as (
    select starts.user_no, starts.start_no, goals.end_no
    from starts
    left join goals on starts.user_no = goals.user_no
),

passed as (
    select
        ways.user_no,
        events.event_name,
        ways.end_no is not null as has_converted,
        min((events.event_no - ways.start_no) / (ways.end_no - ways.start_no)) as place
    from ways
    inner join int_flows__events as events
        on ways.user_no = events.user_no and events.event_no > ways.start_no
    where
        (ways.end_no is null or events.event_no < ways.end_no)
        and events.event_name not in ($entry, $conversion)
        and events.event_name not in (select event_name from int_config__passive_events)
    group by all
),

totals as (
    select count(end_no) as converted, count(*) - count(end_no) as others from ways
),

counted as (
    select
        event_name,
        count_if(has_converted) / any_value(totals.converted) as way_share,
        coalesce(count_if(not has_converted) / nullif(any_value(totals.others), 0), 0)
            as other_share,
        median(place) as place
    from passed
    cross join totals
    group by event_name
),

telling as (
    select * from counted
    where way_share >= $share and way_share > other_share
    order by way_share - other_share desc, event_name
    limit $most
)

select
    event_name as event,
    way_share as "of those who convert",
    other_share as "of those who don't"
from telling
order by place, event
