{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    status,
    outcome,
    meaning
from {{ ref('message_statuses') }}
