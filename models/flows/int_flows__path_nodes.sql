{#- A path that is shorter than it may be has one node more, without a name. -#}
with paths as (
    select * from {{ ref('int_flows__paths') }}
)

select
    flow_no,
    user_no,
    anchor_place,
    0 as node_depth,
    name_no
from paths

union all

select
    reached.flow_no,
    reached.user_no,
    reached.anchor_place,
    reached.node_depth,
    reached.name_no
from {{ ref('int_flows__reached_nodes') }} as reached
inner join paths
    on
        reached.flow_no = paths.flow_no
        and reached.user_no = paths.user_no
        and reached.anchor_place = paths.anchor_place

union all

select
    flow_no,
    user_no,
    anchor_place,
    path_length + 1 as node_depth,
    cast(null as integer) as name_no
from paths
where is_drop_off
