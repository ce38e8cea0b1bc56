{#- Every day, week and month from the first activity to as_of, numbered; the last of each kind
    isn't over yet. -#}
with span as (
    select
        min(active_date) as first_date,
        (select {{ reporting_date("as_of") }} from {{ ref('int_contract__as_of') }}) as last_date
    from {{ ref('int_retention__active_days') }}
    having count(*) > 0
),

days as (
    select spanned_date
    from {{ days_between("span", "first_date", "last_date", "spanned_date") }}
),

starts as (
    {% for kind in ["day", "week", "month"] -%}
        select distinct
            '{{ kind }}' as period_kind,
            cast({{ dbt.date_trunc(kind, "spanned_date") }} as date) as period_start
        from days
        {{ "union all" if not loop.last }}
    {% endfor %}
)

select
    period_kind,
    period_start,
    row_number() over kind_periods as period_no,
    lead(period_start) over kind_periods is not null as is_over
from starts
window kind_periods as (partition by period_kind order by period_start)
