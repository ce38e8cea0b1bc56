{{ config(materialized="table") }}

select
    {{ typed_condition_columns() }},
    reason
from {{ ref('blocked_traffic') }}
