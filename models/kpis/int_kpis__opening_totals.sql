{#- Where the next period is over depends on as_of alone; what is after it is no base yet. -#}
{%- set periods = kpi_periods() | reject("eq", "all") | list %}
with ends as (
    {%- for period in periods %}
        select
            '{{ period }}' as period_kind,
            {{ period_start(period, reporting_date("as_of")) }} as current_start
        from {{ ref('int_contract__as_of') }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

totals as (
    select
        totals.measure_no,
        {{ slice_columns("totals") }},
        totals.unit_count,
        totals.hit_count
    from {{ ref('int_kpis__personal_totals') }} as totals
    where
        totals.measure_no in (
            select measures.measure_no
            from {{ ref('int_config__measures') }} as measures
            where measures.is_opening
        )

    union all

    select * from ({{ opening_counts(ref('int_kpis__shared_cells')) }}) as opening_counted
)

select
    totals.measure_no,
    {{ slice_columns("totals") }},
    totals.unit_count,
    totals.hit_count,
    case when totals.period_start < ends.current_start then totals.unit_count else 0 end
        as mature_count,
    case when totals.period_start < ends.current_start then totals.hit_count else 0 end
        as mature_hit_count,
    case when totals.period_start >= ends.current_start then totals.unit_count else 0 end
        as immature_count
from totals
inner join ends on totals.period_kind = ends.period_kind
where totals.period_start <= ends.current_start
