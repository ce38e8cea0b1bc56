{{ config(contract={"enforced": false}) }}
select
    cast(null as {{ dbt.type_string() }}) as kpi_value_id,
    kpi_id,
    stage_id,
    journey_id,
    'all' as period_kind,
    cast(null as date) as period_start,
    'all' as segment_kind,
    '' as segment,
    cast(null as double) as numerator,
    cast(null as double) as denominator,
    cast(null as bigint) as sample_size,
    cast(null as double) as value,
    cast(null as double) as standard_deviation,
    cast(null as double) as interval_low,
    cast(null as double) as interval_high,
    cast(null as bigint) as immature_count,
    cast(null as double) as censored_share,
    true as is_mature,
    false as is_sufficient
from {{ ref('int_config__kpis') }}
where 1 = 0
