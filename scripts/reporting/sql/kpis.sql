with months as (
    select
        max(period_start) as latest,
        cast(max(period_start) - interval 1 month as date) as before
    from rpt_lifecycle
    where period_kind = 'month' and is_over
),

told as (
    select
        kpi_values.kpi_id,
        max(kpi_values.value) filter (where kpi_values.period_kind = 'all') as all_time_value,
        max(kpi_values.interval_low) filter (where kpi_values.period_kind = 'all')
            as all_time_low,
        max(kpi_values.interval_high) filter (where kpi_values.period_kind = 'all')
            as all_time_high,
        max(kpi_values.sample_size) filter (where kpi_values.period_kind = 'all')
            as sample_size,
        max(kpi_values.value) filter (where kpi_values.period_start = months.latest)
            as latest_value,
        max(kpi_values.value) filter (where kpi_values.period_start = months.before)
            as previous_value,
        list(kpi_values.value order by kpi_values.period_start)
            filter (where kpi_values.period_start > months.latest - interval 12 month)
            as monthly_values
    from fct_kpi_values as kpi_values
    cross join months
    where
        kpi_values.segment_kind = 'all'
        and (
            kpi_values.period_kind = 'all'
            or (kpi_values.period_kind = 'month' and kpi_values.period_start <= months.latest)
        )
    group by kpi_values.kpi_id
)

select
    kpis.kpi_name,
    journeys.journey_name,
    kpis.unit,
    told.latest_value,
    told.previous_value,
    told.all_time_value,
    told.all_time_low,
    told.all_time_high,
    kpis.target_value,
    told.sample_size,
    told.monthly_values,
    kpis.good_direction,
    months.latest as latest_month
from told
cross join months
inner join dim_kpis as kpis on told.kpi_id = kpis.kpi_id and kpis.valid_to is null
left join rpt_journey_overview as journeys on kpis.journey_id = journeys.journey_id
order by kpis.journey_id is not null, kpis.journey_id, kpis.target_value is null, kpis.kpi_name
limit 100
