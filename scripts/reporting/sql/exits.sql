select
    exit_reason,
    count(*) as exits,
    count(*) / sum(count(*)) over () as share_of_exits,
    count(distinct user_key) as left_users,
    median(seconds_in_journey) as median_seconds
from fct_journey_exits
where journey_id = $journey_id
group by exit_reason
order by exits desc, exit_reason
