{#- Amounts are decimals, so that sums do not depend on the order of rows; the deviation is rounded
    for the same reason. -#}
with observed as (
    select
        *,
        cast(amount as double) as number
    from {{ ref('int_kpis__values') }}
)

{%- for period in kpi_periods() %}
    {%- for segment in kpi_segments() %}
        select
            measure_no,
            '{{ period }}' as period_kind,
            {{ period_start(period, "observed_on") }} as period_start,
            '{{ segment.kind }}' as segment_kind,
            {{ segment.segment }} as segment,
            count(*) as value_count,
            sum(amount) as value_sum,
            round(stddev_samp(number), 6) as standard_deviation,
            median(number) as median_value
        from observed
        where {{ segment.where }}
        group by 1, 3, 5
        {{ "union all" if not loop.last }}
    {%- endfor %}
    {{ "union all" if not loop.last }}
{%- endfor %}
