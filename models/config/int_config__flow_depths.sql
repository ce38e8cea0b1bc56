{{ config(materialized="table") }}

with recursive flows as (
    select * from {{ ref('int_config__flows') }}
),

counted as (
    select
        flow_no,
        1 as node_depth
    from flows
    union all
    select
        counted.flow_no,
        counted.node_depth + 1 as node_depth
    from counted
    inner join flows
        on
            counted.flow_no = flows.flow_no
            and counted.node_depth < flows.max_depth
)

select
    counted.flow_no,
    counted.node_depth,
    -- where a path finds its next event in its run, from the anchor's place on
    case flows.direction when 'next' then counted.node_depth else -counted.node_depth end
        as place_offset
from counted
inner join flows on counted.flow_no = flows.flow_no
