{#- Opening bases: the users of the followed measure in one period, dated by the next, and whether
    they are users of the measure in that one. Who joined in the meantime is no part of it. `cells`
    as in `user_counts`. -#}
{% macro opening_counts(cells) -%}
{%- set periods = kpi_periods() | reject("eq", "all") | list %}
with opening as (
    select * from {{ ref('int_config__measures') }}
    where is_opening
),

activity as (
    {%- for period in periods %}
        select distinct
            cells.sign,
            cells.measure_no,
            '{{ period }}' as period_kind,
            {{ period_start(period, "cells.observed_on") }} as period_start,
            {{ next_period_start(period, period_start(period, "cells.observed_on")) }}
                as next_start,
            cells.counted_user,
            cells.channel,
            cells.platform
        from {{ cells }} as cells
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
            activity.sign,
            opening.measure_no,
            activity.period_kind,
            activity.next_start as period_start,
            '{{ segment.kind }}' as segment_kind,
            {{ segment.segment }} as segment,
            activity.counted_user
        from activity
        inner join opening on activity.measure_no = opening.follows_no
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

kept as (
    select distinct
        activity.sign,
        activity.measure_no,
        activity.period_kind,
        activity.period_start,
        activity.counted_user
    from activity
    inner join opening on activity.measure_no = opening.measure_no
)

select
    base.measure_no,
    {{ slice_columns("base") }},
    cast(sum(base.sign) as bigint) as unit_count,
    cast(coalesce(sum(kept.sign), 0) as bigint) as hit_count
from base
left join kept
    on
        base.sign = kept.sign
        and base.measure_no = kept.measure_no
        and base.period_kind = kept.period_kind
        and base.period_start = kept.period_start
        and base.counted_user = kept.counted_user
group by base.measure_no, {{ slice_columns("base") }}
{%- endmacro %}
