-- Of each of the commonest names a sample, drawn by the events' ids, so that it is the same each time.
with names as (
    select event_name, count(*) as event_count
    from fct_events
    group by event_name
    order by event_count desc, event_name
    limit $names
),

drawn as (
    select events.event_name, names.event_count, events.properties
    from fct_events as events
    inner join names on events.event_name = names.event_name
    where
        names.event_count <= $events
        or md5_number_lower(events.event_id) % (1 + names.event_count // $events) = 0
),

sizes as (
    select event_name, count(*) as drawn_count from drawn group by event_name
),

cells as (
    select
        drawn.event_name,
        drawn.event_count,
        entries.key,
        case
            when entries.type = 'VARCHAR' then
                case
                    when try_cast(entries.value ->> '$' as double) is not null then 'number as text'
                    when try_cast(entries.value ->> '$' as timestamp) is not null then 'time as text'
                    else 'text'
                end
            when entries.type = 'ARRAY' then 'list'
            when entries.type in ('OBJECT', 'BOOLEAN') then lower(entries.type)
            else 'number'
        end as type,
        entries.value ->> '$' as text
    from drawn, json_each(drawn.properties) as entries
    where entries.type != 'NULL'
),

counted as (
    select
        cells.event_name,
        cells.key,
        any_value(cells.event_count) as event_count,
        count(*) / any_value(sizes.drawn_count) as filled,
        string_agg(distinct cells.type, ', ' order by cells.type) as types,
        count(distinct cells.text) as different,
        min(left(cells.text, 30)) as example
    from cells
    inner join sizes on cells.event_name = sizes.event_name
    group by cells.event_name, cells.key
)

select
    event_name as event,
    key as property,
    filled,
    types,
    different,
    example as "for instance"
from counted
qualify row_number() over (partition by event_name order by filled desc, key) <= $keys
order by event_count desc, event, filled desc, property
