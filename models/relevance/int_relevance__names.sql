with known as (
    select
        events.event_name,
        events.source,
        events.user_key,
        events.occurred_at
    from {{ ref('fct_events') }} as events
    cross join {{ ref('int_contract__as_of') }} as clock
    where {{ is_known("events", "clock") }}
),

counted as (
    select
        event_name,
        source,
        count(*) as event_count,
        min(occurred_at) as first_seen_at,
        max(occurred_at) as last_seen_at
    from known
    group by event_name, source
),

people as (
    select
        event_name,
        count(distinct user_key) as user_count
    from known
    group by event_name
)

select
    counted.event_name,
    people.user_count,
    replace({{ sorted_text("counted.source") }}, chr(10), ', ') as sources,
    cast(sum(counted.event_count) as bigint) as event_count,
    min(counted.first_seen_at) as first_seen_at,
    max(counted.last_seen_at) as last_seen_at
from counted
inner join people on counted.event_name = people.event_name
group by counted.event_name, people.user_count
