-- Where do participants go after they left a journey unconverted, and how soon?
select
    journey_id,
    last_step_id,
    coalesce(next_event_name, '(nothing)') as next_event_name,
    count(*) as exits,
    median(seconds_to_next_event) as median_seconds_to_next_event
from {{ ref('fct_journey_exits') }}
where not is_excluded
group by journey_id, last_step_id, coalesce(next_event_name, '(nothing)')
order by journey_id asc, exits desc, last_step_id asc, next_event_name asc
