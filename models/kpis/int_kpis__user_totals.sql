{#- Users do not add up: each counts once in a period and segment, whatever it did there. What is
    true of any of its rows is a bit of one number: one aggregate in place of four. -#}
with measures as (
    select measure_no from {{ ref('int_config__measures') }}
    where kind = 'users' and not is_opening
),

cells as (
    select
        cells.measure_no,
        cells.observed_on,
        cells.channel,
        cells.platform,
        cells.journey_segment,
        cells.user_no,
        case when cells.is_hit then 1 else 0 end
        + case when cells.is_mature then 2 else 0 end
        + case when cells.is_mature and cells.is_hit then 4 else 0 end
        + case when not cells.is_mature then 8 else 0 end as bits
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
            count(case when bits & 1 != 0 then 1 end) as hit_count,
            count(case when bits & 2 != 0 then 1 end) as mature_count,
            count(case when bits & 4 != 0 then 1 end) as mature_hit_count,
            count(case when bits & 8 != 0 then 1 end) as immature_count
        from (
            select
                measure_no,
                {{ period_start(period, "observed_on") }} as period_start,
                {{ segment.segment }} as segment,
                user_no,
                bit_or(bits) as bits
            from cells
            where {{ segment.where }}
            group by 1, 2, 3, 4
        ) as users_of_slice
        group by 1, 3, 5
        {{ "union all" if not loop.last }}
    {%- endfor %}
    {{ "union all" if not loop.last }}
{%- endfor %}
