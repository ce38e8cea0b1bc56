{#- A KPI that is divided by another has no interval: those of its parts do not give one. -#}
with estimates as (
    select
        estimates.*,
        kpis.journey_id,
        kpis.stage_id,
        kpis.min_sample,
        kpis.divided_by_kpi
    from {{ ref('int_kpis__estimates') }} as estimates
    inner join {{ ref('int_config__kpis') }} as kpis on estimates.kpi_no = kpis.kpi_no
)

select
    md5(
        estimates.kpi_id || '|' || estimates.period_kind || '|'
        || cast(estimates.period_start as {{ dbt.type_string() }}) || '|'
        || estimates.segment_kind || '|' || estimates.segment
    ) as kpi_value_id,
    estimates.kpi_id,
    estimates.stage_id,
    estimates.journey_id,
    estimates.period_kind,
    case when estimates.period_kind != 'all' then estimates.period_start end as period_start,
    estimates.segment_kind,
    estimates.segment,
    estimates.numerator,
    estimates.denominator,
    estimates.sample_size,
    case
        when estimates.divided_by_kpi is null then estimates.value
        else {{ share("estimates.value", "divisors.value") }}
    end as value,
    estimates.standard_deviation,
    case when estimates.divided_by_kpi is null then estimates.interval_low end as interval_low,
    case when estimates.divided_by_kpi is null then estimates.interval_high end as interval_high,
    estimates.immature_count + coalesce(divisors.immature_count, 0) as immature_count,
    estimates.censored_share,
    estimates.immature_count + coalesce(divisors.immature_count, 0) = 0 as is_mature,
    estimates.sample_size >= estimates.min_sample as is_sufficient
from estimates
left join {{ ref('int_kpis__estimates') }} as divisors
    on
        estimates.divided_by_kpi = divisors.kpi_id
        and {{ same_slice("estimates", "divisors") }}
