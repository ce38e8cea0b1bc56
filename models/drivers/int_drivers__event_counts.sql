select
    counted.journey_id,
    counted.event_name,
    cast(sum(counted.entries_with) as bigint) as entries_with,
    cast(sum(counted.converted_with) as bigint) as converted_with
from {{ ref('int_drivers__user_event_counts') }} as counted
inner join {{ ref('int_drivers__events') }} as known_events
    on counted.event_name = known_events.event_name
group by counted.journey_id, counted.event_name
