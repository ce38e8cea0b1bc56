-- Which KPIs missed their target in the last month that was over, and is the miss more than chance?
with latest as (
    select
        figures.*,
        row_number() over (
            partition by figures.kpi_id order by figures.period_start desc
        ) as recency
    from {{ ref('fct_kpi_values') }} as figures
    cross join {{ ref('int_contract__as_of') }} as clock
    where
        figures.period_kind = 'month'
        and figures.segment_kind = 'all'
        and figures.is_mature
        and figures.is_sufficient
        and figures.period_start < date_trunc('month', clock.as_of)
),

in_effect as (
    select
        latest.*,
        kpis.kpi_name,
        coalesce(kpis.floor > kpis.target, false) as is_lower_better,
        kpis.target,
        row_number() over (
            partition by latest.kpi_id order by kpis.valid_from desc nulls last
        ) as anchor_recency
    from latest
    inner join {{ ref('int_config__kpis') }} as kpis
        on
            latest.kpi_id = kpis.kpi_id
            and coalesce(latest.period_start >= kpis.valid_from, true)
    where latest.recency = 1
)

select
    kpi_id,
    kpi_name,
    period_start as month_start,
    value,
    target,
    sample_size,
    interval_low,
    interval_high,
    case when is_lower_better then interval_low > target else interval_high < target end
        as is_clear_miss
from in_effect
where
    anchor_recency = 1
    and case when is_lower_better then value > target else value < target end
order by is_clear_miss desc nulls last, kpi_id asc
