{#- How a node is shown. Names beyond the `top_n` of their depth become one node. -#}
with counted as (
    select
        flow_no,
        node_depth,
        name_no,
        count(*) as occurrences
    from {{ ref('int_flows__path_nodes') }}
    group by flow_no, node_depth, name_no
),

named as (
    select
        counted.*,
        names.event_name,
        flows.top_n
    from counted
    inner join {{ ref('int_config__flows') }} as flows on counted.flow_no = flows.flow_no
    left join {{ ref('int_flows__names') }} as names
        on counted.flow_no = names.flow_no and counted.name_no = names.name_no
),

kinds as (
    select
        *,
        case
            when name_no is null then 'drop_off'
            when row_number() over (
                partition by flow_no, node_depth, name_no is null
                order by occurrences desc, event_name
            ) > top_n then 'other'
            else 'event'
        end as node_kind
    from named
)

select
    flow_no,
    node_depth,
    name_no,
    occurrences,
    node_kind,
    case node_kind when 'drop_off' then 'Drop-off' when 'other' then 'Other' else event_name end
        as shown_name
from kinds
