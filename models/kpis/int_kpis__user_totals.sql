{#- Users do not add up: each counts once in a period and segment, whatever it did there. -#}
with measures as (
    select measure_no from {{ ref('int_config__measures') }}
    where kind = 'users' and not is_opening
),

cells as (
    select cells.*
    from {{ ref('int_kpis__cells') }} as cells
    inner join measures on cells.measure_no = measures.measure_no
)

{%- for period in kpi_periods() %}
    {%- for segment in kpi_segments() %}
        select
            measure_no,
            '{{ period }}' as period_kind,
            period_start,
            '{{ segment.kind }}' as segment_kind,
            segment,
            count(*) as unit_count,
            count(case when is_hit then 1 end) as hit_count,
            count(case when is_mature then 1 end) as mature_count,
            count(case when is_mature_hit then 1 end) as mature_hit_count,
            count(case when is_immature then 1 end) as immature_count
        from (
            select
                measure_no,
                {{ period_start(period, "observed_on") }} as period_start,
                {{ segment.segment }} as segment,
                user_no,
                bool_or(is_hit) as is_hit,
                bool_or(is_mature) as is_mature,
                bool_or(is_mature and is_hit) as is_mature_hit,
                bool_or(not is_mature) as is_immature
            from cells
            where {{ segment.where }}
            group by 1, 2, 3, 4
        ) as users_of_slice
        group by 1, 3, 5
        {{ "union all" if not loop.last }}
    {%- endfor %}
    {{ "union all" if not loop.last }}
{%- endfor %}
