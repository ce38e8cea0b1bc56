with recursive edges as (
    select
        node_depth,
        from_node,
        case from_kind when 'other' then '(other)' else from_event end as from_event,
        from_kind,
        to_node,
        case to_kind
            when 'drop_off' then '(end)' when 'other' then '(other)' else to_event
        end as to_event,
        to_kind,
        occurrences,
        unique_users,
        share_of_from,
        sum(occurrences) over (partition by from_node) as from_occurrences,
        sum(occurrences) over (partition by to_node) as to_occurrences
    from rpt_flow_edges
    where flow_id = $flow_id and node_depth <= 4
),

widest as (
    select *
    from edges
    order by occurrences desc, from_node, to_node
    limit 50
),

reached as (
    select *
    from widest
    where node_depth = 1

    union

    select widest.*
    from widest
    inner join reached on widest.from_node = reached.to_node
)

select *
from reached
order by node_depth, occurrences desc, from_node, to_node
