select
    node_depth,
    from_node,
    case from_kind
        when 'drop_off' then '(end)' when 'other' then '(other)' else from_event
    end as from_event,
    from_kind,
    to_node,
    case to_kind
        when 'drop_off' then '(end)' when 'other' then '(other)' else to_event
    end as to_event,
    to_kind,
    occurrences,
    unique_users,
    share_of_from,
    count(*) over () as all_edges
from rpt_flow_edges
where flow_id = $flow_id and node_depth <= 4
order by occurrences desc, node_depth, from_node, to_node
limit 40
