with nexts as (
    select
        next_event_name,
        count(*) as exits,
        median(seconds_to_next_event) as median_seconds
    from fct_journey_exits
    where journey_id = $journey_id
    group by next_event_name
),

ranked as (
    select
        *,
        row_number() over (
            partition by next_event_name is null
            order by exits desc, next_event_name
        ) as place
    from nexts
),

named as (
    select
        case
            when next_event_name is null then '(nothing)'
            when place <= 10 then next_event_name
            else '(other)'
        end as next_event,
        exits,
        case when place <= 10 then median_seconds end as median_seconds
    from ranked
)

select
    next_event,
    sum(exits) as exits,
    sum(exits) / sum(sum(exits)) over () as share_of_exits,
    max(median_seconds) as median_seconds,
    count(*) as names
from named
group by next_event
order by next_event in ('(other)', '(nothing)'), exits desc, next_event
