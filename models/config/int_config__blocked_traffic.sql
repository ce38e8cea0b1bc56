{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    {{ typed_condition_columns() }},
    reason
from {{ ref('blocked_traffic') }}
