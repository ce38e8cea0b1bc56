{#- Users have to be told apart only where several names are one node: of one move each has one
    row. -#}
with named as (
    select
        moves.*,
        nearer.node_kind as from_kind,
        nearer.shown_name as from_event,
        farther.node_kind as to_kind,
        farther.shown_name as to_event,
        'other' in (nearer.node_kind, farther.node_kind) as is_of_several
    from {{ ref('int_flows__moves') }} as moves
    inner join {{ ref('int_flows__nodes') }} as nearer
        on
            moves.flow_no = nearer.flow_no
            and moves.node_depth = nearer.node_depth + 1
            and moves.from_name = nearer.node_name
    inner join {{ ref('int_flows__nodes') }} as farther
        on
            moves.flow_no = farther.flow_no
            and moves.node_depth = farther.node_depth
            and moves.to_name = farther.node_name
),

users_of_several as (
    select
        named.flow_no,
        named.node_depth,
        named.from_kind,
        named.from_event,
        named.to_kind,
        named.to_event,
        count(distinct {{ compact_key("moves.user_key") }}) as unique_users
    from {{ ref('int_flows__user_moves') }} as moves
    inner join named
        on
            moves.flow_no = named.flow_no
            and moves.node_depth = named.node_depth
            and moves.from_name = named.from_name
            and moves.to_name = named.to_name
    where named.is_of_several
    group by
        named.flow_no, named.node_depth, named.from_kind, named.from_event, named.to_kind,
        named.to_event
),

summed as (
    select
        flow_no,
        node_depth,
        from_kind,
        from_event,
        to_kind,
        to_event,
        cast(sum(occurrences) as bigint) as occurrences,
        max(unique_users) as unique_users
    from named
    group by flow_no, node_depth, from_kind, from_event, to_kind, to_event
),

edges as (
    select
        summed.flow_no,
        summed.node_depth,
        summed.from_kind,
        summed.from_event,
        summed.to_kind,
        summed.to_event,
        summed.occurrences,
        coalesce(several.unique_users, summed.unique_users) as unique_users
    from summed
    left join users_of_several as several
        on
            summed.flow_no = several.flow_no
            and summed.node_depth = several.node_depth
            and summed.from_kind = several.from_kind
            and summed.from_event = several.from_event
            and summed.to_kind = several.to_kind
            and summed.to_event = several.to_event
),

totals as (
    select
        flow_no,
        sum(occurrences) as anchors,
        count(case when stands_for_user then 1 end) as anchor_users
    from {{ ref('int_flows__user_paths') }}
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
