{#- Days add up to periods: all measures but those of users. -#}
with cells as (
    select * from {{ ref('int_kpis__cells') }}
    where user_no is null
)

{%- for period in kpi_periods() %}
    {%- for segment in kpi_segments() %}
        select
            measure_no,
            '{{ period }}' as period_kind,
            {{ period_start(period, "observed_on") }} as period_start,
            '{{ segment.kind }}' as segment_kind,
            {{ segment.segment }} as segment,
            cast(sum(unit_count) as bigint) as unit_count,
            cast(coalesce(sum(case when is_hit then unit_count end), 0) as bigint) as hit_count,
            cast(coalesce(sum(case when is_mature then unit_count end), 0) as bigint)
                as mature_count,
            cast(coalesce(sum(case when is_mature and is_hit then unit_count end), 0) as bigint)
                as mature_hit_count,
            cast(coalesce(sum(case when not is_mature then unit_count end), 0) as bigint)
                as immature_count,
            sum(amount) as amount,
            cast(sum(promoter_count) as bigint) as promoter_count,
            cast(sum(detractor_count) as bigint) as detractor_count
        from cells
        where {{ segment.where }}
        group by 1, 3, 5
        {{ "union all" if not loop.last }}
    {%- endfor %}
    {{ "union all" if not loop.last }}
{%- endfor %}
