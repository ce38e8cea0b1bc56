{#- Opening bases: the users of the followed measure in one period, dated by the next, and whether
    they are users of the measure in that one. Who joined in the meantime is no part of it. -#}
{%- set periods = kpi_periods() | reject("eq", "all") | list %}
with opening as (
    select * from {{ ref('int_config__measures') }}
    where is_opening
),

activity as (
    {%- for period in periods %}
        select distinct
            cells.measure_no,
            '{{ period }}' as period_kind,
            {{ period_start(period, "cells.observed_on") }} as period_start,
            {{ next_period_start(period, period_start(period, "cells.observed_on")) }}
                as next_start,
            cells.user_no,
            cells.channel,
            cells.platform
        from {{ ref('int_kpis__cells') }} as cells
        where
            cells.measure_no in (
                select opening.follows_no from opening
                union all
                select opening.measure_no from opening
            )
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

base as (
    {%- for segment in kpi_segments() if segment.kind != "journey_segment" %}
        select distinct
            opening.measure_no,
            activity.period_kind,
            activity.next_start as period_start,
            '{{ segment.kind }}' as segment_kind,
            {{ segment.segment }} as segment,
            activity.user_no
        from activity
        inner join opening on activity.measure_no = opening.follows_no
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- where the next period is over depends on as_of alone
ends as (
    {%- for period in periods %}
        select
            '{{ period }}' as period_kind,
            {{ period_start(period, reporting_date("as_of")) }} as current_start
        from {{ ref('int_contract__as_of') }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

kept as (
    select distinct
        activity.measure_no,
        activity.period_kind,
        activity.period_start,
        activity.user_no
    from activity
    inner join opening on activity.measure_no = opening.measure_no
)

select
    base.measure_no,
    {{ slice_columns("base") }},
    count(*) as unit_count,
    count(kept.user_no) as hit_count,
    count(case when base.period_start < ends.current_start then 1 end) as mature_count,
    count(case when base.period_start < ends.current_start then kept.user_no end)
        as mature_hit_count,
    count(case when base.period_start >= ends.current_start then 1 end) as immature_count
from base
inner join ends on base.period_kind = ends.period_kind
left join kept
    on
        base.measure_no = kept.measure_no
        and base.period_kind = kept.period_kind
        and base.period_start = kept.period_start
        and base.user_no = kept.user_no
where base.period_start <= ends.current_start
group by base.measure_no, {{ slice_columns("base") }}
