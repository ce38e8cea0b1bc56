with counted as (
    select
        events.event_name,
        events.source,
        count(*) as event_count,
        min(events.occurred_at) as first_seen_at,
        max(events.occurred_at) as last_seen_at
    from {{ ref('fct_events') }} as events
    cross join {{ ref('int_contract__as_of') }} as clock
    where {{ is_known("events", "clock") }}
    group by events.event_name, events.source
)

select
    event_name,
    replace({{ sorted_text("source") }}, chr(10), ', ') as sources,
    cast(sum(event_count) as bigint) as event_count,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at
from counted
group by event_name
