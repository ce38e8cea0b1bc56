{#- The values of both sides of each KPI, in one row per period and segment that either side has.
    Counts have a row in every period: where nothing was there to count, the count is 0. -#}
with sides as (
    {%- for side in ["numerator", "denominator"] %}
        select
            pairs.kpi_no,
            '{{ side }}' as side,
            pairs.{{ side }}_kind as measure_kind,
            measure_values.*
        from {{ ref('int_kpis__measure_values') }} as measure_values
        inner join {{ ref('int_kpis__pairs') }} as pairs
            on measure_values.measure_no = pairs.{{ side }}_no
        {{ "where not pairs.is_paired" if side == "denominator" }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

totals as (
    select
        *,
        cast(case
            when measure_kind in ('sum', 'cost') then amount
            when measure_kind = 'mean' then value_sum
            else hit_count
        end as double) as total
    from sides
),

slices as (
    select
        kpi_no,
        {{ slice_columns("totals") }}
    from totals

    union distinct

    select
        pairs.kpi_no,
        periods.period_kind,
        periods.period_start,
        'all' as segment_kind,
        '' as segment
    from {{ ref('int_kpis__pairs') }} as pairs
    cross join {{ ref('int_kpis__periods') }} as periods
    where pairs.kind = 'count'
)

select
    slices.kpi_no,
    {{ slice_columns("slices") }},
    {%- for column in [
        "total", "hit_count", "mature_count", "mature_hit_count", "immature_count", "unit_count",
        "promoter_count", "detractor_count", "value_count", "value_sum", "standard_deviation",
        "median_value",
    ] %}
        max(case when totals.side = 'numerator' then totals.{{ column }} end) as {{ column }},
    {%- endfor %}
    max(case when totals.side = 'denominator' then totals.total end) as base_total,
    max(case when totals.side = 'denominator' then totals.unit_count end) as base_count
from slices
left join totals
    on slices.kpi_no = totals.kpi_no and {{ same_slice("slices", "totals") }}
group by slices.kpi_no, {{ slice_columns("slices") }}
