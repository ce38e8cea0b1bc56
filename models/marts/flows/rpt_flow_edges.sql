{#- Nodes are counted per user first, so that users are told apart on few rows. -#}
with moves as (
    select
        farther.flow_no,
        farther.user_no,
        farther.node_depth,
        nearer.name_no as from_name_no,
        farther.name_no as to_name_no,
        count(*) as occurrences
    from {{ ref('int_flows__path_nodes') }} as farther
    inner join {{ ref('int_flows__path_nodes') }} as nearer
        on
            farther.flow_no = nearer.flow_no
            and farther.user_no = nearer.user_no
            and farther.anchor_place = nearer.anchor_place
            and farther.node_depth = nearer.node_depth + 1
    group by farther.flow_no, farther.user_no, farther.node_depth, nearer.name_no, farther.name_no
),

edges as (
    select
        moves.flow_no,
        moves.node_depth,
        nearer.node_kind as from_kind,
        nearer.shown_name as from_event,
        farther.node_kind as to_kind,
        farther.shown_name as to_event,
        cast(sum(moves.occurrences) as bigint) as occurrences,
        count(distinct moves.user_no) as unique_users
    from moves
    inner join {{ ref('int_flows__nodes') }} as nearer
        on
            moves.flow_no = nearer.flow_no
            and moves.node_depth = nearer.node_depth + 1
            and moves.from_name_no = nearer.name_no
    inner join {{ ref('int_flows__nodes') }} as farther
        on
            moves.flow_no = farther.flow_no
            and moves.node_depth = farther.node_depth
            and moves.to_name_no = farther.name_no
    group by
        moves.flow_no,
        moves.node_depth,
        nearer.node_kind,
        nearer.shown_name,
        farther.node_kind,
        farther.shown_name
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
