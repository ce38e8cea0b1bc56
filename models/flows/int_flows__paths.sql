{#- The text has the names in the order of time, with a separator that no name has. -#}
with reached as (
    select
        reached_nodes.flow_no,
        reached_nodes.user_no,
        reached_nodes.anchor_place,
        max(reached_nodes.node_depth) as path_length,
        max(case when reached_nodes.excludes_path then 1 else 0 end) = 1 as is_excluded,
        {{ dbt.listagg(
            "names.event_name", "chr(31)", "order by depths.place_offset"
        ) }} as names_text
    from {{ ref('int_flows__reached_nodes') }} as reached_nodes
    inner join {{ ref('int_flows__names') }} as names
        on
            reached_nodes.flow_no = names.flow_no
            and reached_nodes.name_no = names.name_no
    inner join {{ ref('int_config__flow_depths') }} as depths
        on
            reached_nodes.flow_no = depths.flow_no
            and reached_nodes.node_depth = depths.node_depth
    group by reached_nodes.flow_no, reached_nodes.user_no, reached_nodes.anchor_place
)

select
    anchors.flow_no,
    anchors.user_no,
    anchors.place as anchor_place,
    anchors.name_no,
    coalesce(reached.path_length, 0) as path_length,
    coalesce(reached.path_length, 0) < flows.max_depth as is_drop_off,
    case
        when reached.flow_no is null then flows.anchor_event
        when flows.direction = 'next' then flows.anchor_event || chr(31) || reached.names_text
        else reached.names_text || chr(31) || flows.anchor_event
    end as path_text
from {{ ref('int_flows__kept_events') }} as anchors
inner join {{ ref('int_config__flows') }} as flows on anchors.flow_no = flows.flow_no
left join reached
    on
        anchors.flow_no = reached.flow_no
        and anchors.user_no = reached.user_no
        and anchors.place = reached.anchor_place
where anchors.is_anchor and not coalesce(reached.is_excluded, false)
