-- After the event that a flow starts from, what do people do at once, and how many stop there?
select
    flow_id,
    flow_name,
    direction,
    to_event as next_event,
    unique_users,
    occurrences,
    share_of_anchors
from {{ ref('rpt_flow_edges') }}
where node_depth = 1
order by flow_id asc, occurrences desc, to_node asc
