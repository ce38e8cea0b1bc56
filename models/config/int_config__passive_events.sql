{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    event_name,
    reason
from {{ ref('passive_events') }}
