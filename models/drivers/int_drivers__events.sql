with counted as (
    select
        events.event_name,
        count(*) as event_count
    from {{ ref('fct_events') }} as events
    cross join {{ ref('int_contract__as_of') }} as clock
    where {{ is_known("events", "clock") }}
    group by events.event_name
),

ranked as (
    select
        *,
        row_number() over (order by event_count desc, event_name asc) as event_no
    from counted
)

select
    cast(event_no as integer) as event_no,
    event_name,
    event_count
from ranked
where event_no <= {{ var("driver_max_events") | int }}
