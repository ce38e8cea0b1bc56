{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    {{ rule_key() }} as rule_key,
    {{ typed_condition_columns() }}
from {{ ref('journey_rules') }}
where operator is not null
