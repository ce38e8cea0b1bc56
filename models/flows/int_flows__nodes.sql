{#- How a node is shown. Names beyond the `top_n` of their depth become one node. -#}
with counted as (
    select
        flow_no,
        node_depth,
        to_name as node_name,
        sum(occurrences) as occurrences
    from {{ ref('int_flows__moves') }}
    group by flow_no, node_depth, to_name

    union all

    select
        paths.flow_no,
        0 as node_depth,
        flows.anchor_event as node_name,
        sum(paths.occurrences) as occurrences
    from {{ ref('int_flows__user_paths') }} as paths
    inner join {{ ref('int_config__flows') }} as flows on paths.flow_no = flows.flow_no
    group by paths.flow_no, flows.anchor_event
),

kinds as (
    select
        counted.*,
        case
            when counted.node_name = '' then 'drop_off'
            when row_number() over (
                partition by counted.flow_no, counted.node_depth, counted.node_name = ''
                order by counted.occurrences desc, counted.node_name asc
            ) > flows.top_n then 'other'
            else 'event'
        end as node_kind
    from counted
    inner join {{ ref('int_config__flows') }} as flows on counted.flow_no = flows.flow_no
)

select
    flow_no,
    node_depth,
    node_name,
    cast(occurrences as bigint) as occurrences,
    node_kind,
    case node_kind when 'drop_off' then 'Drop-off' when 'other' then 'Other' else node_name end
        as shown_name
from kinds
