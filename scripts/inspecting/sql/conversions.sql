-- Points, each with its reason: money 3; a name like a goal 2, like the beginning of a relation 1; what
-- is neither gets 1 if not everybody has it and it often ends a visit; a name like a setback or a mere
-- look takes 3 away. Of equal points the one that more users come to is first.
with money as (
    select event_name, count(value) / count(*) >= 0.5 as has_money
    from fct_events
    group by event_name
),

counted as (
    select
        event_name,
        count(*) as events,
        count(distinct user_no) as users,
        count_if(is_session_end) / count(*) as end_share,
        (select count(distinct user_no) from int_flows__events) as all_users
    from int_flows__events
    where event_name not in (select event_name from int_config__passive_events)
    group by event_name
),

judged as (
    select
        counted.*,
        counted.users / counted.all_users as user_share,
        money.has_money,
        regexp_matches(lower(counted.event_name), $goal) as is_goal,
        regexp_matches(lower(counted.event_name), $start) as is_start,
        regexp_matches(lower(counted.event_name), $setback) as is_setback
    from counted
    left join money on counted.event_name = money.event_name
),

reasoned as (
    select
        *,
        is_start and not is_goal as is_first_goal,
        not has_money and not is_goal and user_share <= 0.5 and end_share >= 0.3 as is_last
    from judged
),

scored as (
    select
        *,
        3 * has_money::int + 2 * is_goal::int + is_first_goal::int + is_last::int
        - 3 * is_setback::int as points
    from reasoned
)

select
    event_name as event,
    events,
    users,
    user_share as "of users",
    points,
    concat_ws(
        '; ',
        case when has_money then 'carries money' end,
        case when is_goal then 'named like a goal' when is_first_goal then 'named like a first goal' end,
        case when is_last then 'not everybody has it, and it often ends a visit' end,
        case when is_setback then 'named like a setback or a look' end
    ) as why
from scored
where points > 0
order by points desc, users desc, event
limit $most
