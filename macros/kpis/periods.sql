{#- The periods of KPIs. -#}
{% macro kpi_periods() %}
    {{ return(["day", "week", "month", "all"]) }}
{% endmacro %}

{#- The first day of the period of a kind that a day lies in; weeks begin on Monday. The period
    `all` begins with time itself, so that it joins like the others. -#}
{% macro period_start(period_kind, day) -%}
    {%- if period_kind == "all" -%}
        cast({{ beginning_of_time() }} as date)
    {%- elif period_kind == "day" -%}
        {{ day }}
    {%- else -%}
        cast({{ dbt.date_trunc(period_kind, day) }} as date)
    {%- endif -%}
{%- endmacro %}

{#- The first day of the next period. -#}
{% macro next_period_start(period_kind, first_day) -%}
    cast({{ dbt.dateadd(period_kind, 1, first_day) }} as date)
{%- endmacro %}
