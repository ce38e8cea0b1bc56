{#- The first day of the period of the same kind so many places on in the calendar, whether or not
    anything is known of it; null for `all`. -#}
{% macro shifted_period(period_kind, period_start, places) -%}
    cast(
        case {{ period_kind }}
            when 'day' then {{ dbt.dateadd("day", places, period_start) }}
            when 'week' then {{ dbt.dateadd("day", 7 * places, period_start) }}
            when 'month' then {{ dbt.dateadd("month", places, period_start) }}
        end as date
    )
{%- endmacro %}
