{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    cast(dense_rank() over (order by flow_id) as integer) as flow_no,
    flow_id,
    coalesce(flow_name, flow_id) as flow_name,
    anchor_event,
    direction,
    cast(max_depth as integer) as max_depth,
    {{ minutes_to_microseconds("gap_minutes") }} as gap_us,
    scope,
    coalesce({{ parse_flag("collapse_repeats") }}, false) as collapse_repeats,
    cast(top_n as integer) as top_n
from {{ ref('flows') }}
