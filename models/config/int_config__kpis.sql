{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    kpi_id,
    cast(null as date) as valid_from,
    coalesce(kpi_name, kpi_id) as kpi_name,
    stage_id,
    journey_id,
    kind,
    numerator_measure,
    denominator_measure,
    {{ parse_number("floor") }} as floor,
    {{ parse_number("target") }} as target,
    {{ parse_number("prior") }} as prior,
    coalesce({{ parse_number("prior_weight") }}, 50) as prior_weight,
    coalesce({{ parse_number("weight") }}, 1) as weight,
    coalesce(cast(min_sample as bigint), 0) as min_sample,
    unit,
    good_direction,
    false as is_complement,
    cast(null as {{ dbt.type_string() }}) as divided_by_kpi
from {{ ref('kpis') }}
