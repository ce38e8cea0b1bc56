{#- Everyone active in a period is new, returning or resurrected; who was active in the period
    before and is not in this one is dormant. Hence the stock goes on from period to period. -#}
with active as (
    select
        period_kind,
        period_no,
        count(*) as active_users,
        count(case when previous_period_no is null then 1 end) as new_users,
        count(case when previous_period_no = period_no - 1 then 1 end) as returning_users,
        count(case when previous_period_no < period_no - 1 then 1 end) as resurrected_users
    from {{ ref('int_retention__active_periods') }}
    group by period_kind, period_no
),

filled as (
    select
        periods.period_kind,
        periods.period_start,
        periods.period_no,
        periods.is_over,
        {%- for users in ["active", "new", "returning", "resurrected"] %}
            coalesce(active.{{ users }}_users, 0) as {{ users }}_users,
        {%- endfor %}
        coalesce(lag(active.active_users) over kind_periods, 0) as previous_users
    from {{ ref('int_retention__periods') }} as periods
    left join active
        on periods.period_kind = active.period_kind and periods.period_no = active.period_no
    window kind_periods as (partition by periods.period_kind order by periods.period_no)
)

select
    period_kind || '|' || cast(period_start as {{ dbt.type_string() }}) as lifecycle_key,
    period_kind,
    period_start,
    is_over,
    active_users,
    new_users,
    returning_users,
    resurrected_users,
    previous_users - returning_users as dormant_users
from filled
