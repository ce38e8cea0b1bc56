{{ config(materialized="table") }}

select
    {{ rule_key() }} as rule_key,
    {{ typed_condition_columns() }}
from {{ ref('journey_rules') }}
where operator is not null
