{#- Nodes are counted per user first, so that users are told apart on few rows. -#}
with moves as (
    select
        ends.flow_no,
        ends.user_no,
        ends.node_depth,
        starts.name_no as from_name_no,
        ends.name_no as to_name_no,
        count(*) as occurrences
    from {{ ref('int_flows__path_nodes') }} as ends
    inner join {{ ref('int_flows__path_nodes') }} as starts
        on
            ends.flow_no = starts.flow_no
            and ends.user_no = starts.user_no
            and ends.anchor_place = starts.anchor_place
            and ends.node_depth = starts.node_depth + 1
    group by ends.flow_no, ends.user_no, ends.node_depth, starts.name_no, ends.name_no
),

edges as (
    select
        moves.flow_no,
        moves.node_depth,
        starts.node_kind as from_kind,
        starts.shown_name as from_event,
        ends.node_kind as to_kind,
        ends.shown_name as to_event,
        cast(sum(moves.occurrences) as bigint) as occurrences,
        count(distinct moves.user_no) as unique_users
    from moves
    inner join {{ ref('int_flows__nodes') }} as starts
        on
            moves.flow_no = starts.flow_no
            and moves.node_depth = starts.node_depth + 1
            and moves.from_name_no = starts.name_no
    inner join {{ ref('int_flows__nodes') }} as ends
        on
            moves.flow_no = ends.flow_no
            and moves.node_depth = ends.node_depth
            and coalesce(moves.to_name_no, 0) = coalesce(ends.name_no, 0)
    group by
        moves.flow_no,
        moves.node_depth,
        starts.node_kind,
        starts.shown_name,
        ends.node_kind,
        ends.shown_name
),

totals as (
    select
        flow_no,
        count(*) as anchors,
        count(distinct user_no) as anchor_users
    from {{ ref('int_flows__paths') }}
    group by flow_no
)

select
    md5(
        flows.flow_id || '|'
        || {{ flow_node("edges.node_depth", "edges.from_kind", "edges.from_event") }}
        || '|' || edges.to_kind || '|' || edges.to_event
    ) as flow_edge_id,
    flows.flow_id,
    flows.flow_name,
    flows.direction,
    edges.node_depth,
    {{ flow_node("edges.node_depth - 1", "edges.from_kind", "edges.from_event") }} as from_node,
    edges.from_kind,
    edges.from_event,
    {{ flow_node("edges.node_depth", "edges.to_kind", "edges.to_event") }} as to_node,
    edges.to_kind,
    edges.to_event,
    edges.occurrences,
    edges.unique_users,
    {{ share("edges.occurrences", "totals.anchors") }} as share_of_anchors,
    {{ share("edges.unique_users", "totals.anchor_users") }} as share_of_users,
    {{ share("edges.occurrences", "sum(edges.occurrences) over (
        partition by edges.flow_no, edges.node_depth, edges.from_kind, edges.from_event
    )") }} as share_of_from
from edges
inner join {{ ref('int_config__flows') }} as flows on edges.flow_no = flows.flow_no
inner join totals on edges.flow_no = totals.flow_no
