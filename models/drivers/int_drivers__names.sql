select
    cast(row_number() over (order by event_name) as integer) as event_no,
    event_name
from {{ ref('int_journeys__events') }}
group by event_name
