{#- What a chart of KPIs needs to know of them: names, units, anchors. -#}
with kpis as (
    select * from {{ ref('int_config__kpis') }}
)

select
    kpi_id || '|' || coalesce(cast(valid_from as {{ dbt.type_string() }}), '') as kpi_key,
    kpi_id,
    kpi_name,
    valid_from,
    valid_to,
    stage_id,
    journey_id,
    kind,
    unit,
    good_direction,
    floor as floor_value,
    target as target_value,
    weight,
    min_sample
from kpis
