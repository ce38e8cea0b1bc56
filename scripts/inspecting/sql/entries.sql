-- How often a name comes first, times how many of those who convert have it before.
with firsts as (
    select
        event_name,
        user_no,
        min(event_no) as first_no,
        count_if(is_session_start) as session_starts
    from int_flows__events
    where event_name not in (select event_name from int_config__passive_events)
    group by event_name, user_no
),

goals as (
    select user_no, max(event_no) as last_no
    from int_flows__events
    where event_name = $conversion
    group by user_no
),

totals as (
    select
        count(distinct user_no) as users,
        count_if(is_session_start) as sessions,
        (select count(*) from goals) as converted
    from int_flows__events
),

counted as (
    select
        firsts.event_name,
        count(*) as users,
        count_if(firsts.first_no = 1) as beginners,
        sum(firsts.session_starts) as session_starts,
        count_if(goals.last_no > firsts.first_no) as converted_later
    from firsts
    left join goals on firsts.user_no = goals.user_no
    where firsts.event_name != $conversion
    group by firsts.event_name
)

select
    counted.event_name as event,
    counted.users,
    counted.beginners / totals.users as "first of users",
    counted.session_starts / totals.sessions as "first of visits",
    counted.converted_later / counted.users as "convert later",
    counted.converted_later / totals.converted as "of those who convert"
from counted
cross join totals
where counted.converted_later > 0
order by
    (
        counted.beginners / totals.users + counted.session_starts / totals.sessions
        + counted.users / totals.users / 100
    ) * counted.converted_later / totals.converted desc,
    event
limit $most
