select
    flow_id,
    flow_name,
    direction
from rpt_flow_edges
group by all
order by flow_name, flow_id
