{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    flows.flow_no,
    flow_events.role,
    flow_events.event_name
from {{ ref('flow_events') }} as flow_events
inner join {{ ref('int_config__flows') }} as flows
    on flow_events.flow_id = flows.flow_id
