{#- Every period from the first event to as_of, whether or not anything is counted in it. -#}
with span as (
    select
        {{ reporting_date("min(events.occurred_at)") }} as first_date,
        {{ reporting_date("max(clock.as_of)") }} as last_date
    from {{ ref('int_kpis__events') }} as events
    cross join {{ ref('int_contract__as_of') }} as clock
    having count(*) > 0
),

days as (
    select spanned_date
    from {{ days_between("span", "first_date", "last_date", "spanned_date") }}
)

{%- for period in kpi_periods() %}
    select distinct
        '{{ period }}' as period_kind,
        {{ period_start(period, "spanned_date") }} as period_start
    from days
    {{ "union all" if not loop.last }}
{%- endfor %}
