{#- The periods in which a user was active, each with the user's first and the one before. Days are
    distinct already. -#}
with periods as (
    select
        active_days.owner_no,
        periods.period_kind,
        periods.period_no
    from {{ ref('int_retention__active_days') }} as active_days
    inner join {{ ref('int_retention__periods') }} as periods
        on
            periods.period_kind = 'day'
            and active_days.active_date = periods.period_start

    {% for kind in ["week", "month"] -%}
        union all

        select distinct
            active_days.owner_no,
            periods.period_kind,
            periods.period_no
        from {{ ref('int_retention__active_days') }} as active_days
        inner join {{ ref('int_retention__periods') }} as periods
            on
                periods.period_kind = '{{ kind }}'
                and cast({{ dbt.date_trunc(kind, "active_days.active_date") }} as date)
                = periods.period_start
    {% endfor %}
)

select
    owner_no,
    period_kind,
    period_no,
    first_value(period_no) over user_periods as first_period_no,
    lag(period_no) over user_periods as previous_period_no
from periods
window user_periods as (partition by owner_no, period_kind order by period_no)
