{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
with typed as (
    select
        kpi_id,
        cast({{ parse_timestamp("valid_from") }} as date) as valid_from,
        coalesce(kpi_name, kpi_id) as kpi_name,
        stage_id,
        journey_id,
        kind,
        numerator_measure,
        denominator_measure,
        cast(floor as double) as floor,
        cast(target as double) as target,
        cast(kpis.prior as double) as prior,
        coalesce(cast(prior_weight as double), 50) as prior_weight,
        coalesce(cast(weight as double), 1) as weight,
        coalesce(cast(min_sample as bigint), 0) as min_sample,
        unit,
        good_direction,
        coalesce({{ parse_flag("complement") }}, false) as is_complement,
        divided_by_kpi
    from {{ ref('kpis') }} as kpis
)

select
    cast(
        row_number() over (order by kpi_id, coalesce(valid_from, {{ period_start("all", "") }}))
        as integer
    ) as kpi_no,
    typed.*,
    lead(valid_from) over (
        partition by kpi_id order by coalesce(valid_from, {{ period_start("all", "") }})
    ) as valid_to
from typed
