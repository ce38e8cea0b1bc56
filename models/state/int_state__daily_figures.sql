{#- The figures of journeys by day, one a row, for the next run to compare with. Conversions are
    dated by the conversion. -#}
-- depends_on: {{ ref('int_scope__former_figures') }}
{%- set figures = daily_figures() %}
with conversions as (
    select
        journey_id,
        {{ reporting_date("converted_at") }} as reporting_date,
        count(*) as conversions
    from {{ ref('fct_journey_entries') }}
    where is_converted
    group by journey_id, {{ reporting_date("converted_at") }}
),

flows as (
    select
        {%- for figure in figures %}
            cast(sum({{ figure }}) as bigint) as {{ figure }},
        {%- endfor %}
        journey_id,
        reporting_date
    from {{ ref('rpt_journey_daily') }}
    group by journey_id, reporting_date
),

figures as (
    {%- for figure in figures %}
        select
            journey_id,
            reporting_date,
            '{{ figure }}' as figure,
            {{ figure }} as figure_value
        from flows
        union all
    {%- endfor %}
    select
        journey_id,
        reporting_date,
        'conversions' as figure,
        conversions as figure_value
    from conversions
)

select
    journey_id,
    reporting_date,
    figure,
    figure_value
from figures
where figure_value != 0
