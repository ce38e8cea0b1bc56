{#- Seconds of business time from a fixed Monday to a timestamp, so that the difference of two is the
    business time between them. Business days (1 is Monday) and hours are the vars `business_days`,
    `business_opens` and `business_closes`, on the clocks of the reporting time zone. -#}
{% macro business_seconds(timestamp) -%}
    {%- set local_time = reporting_time(timestamp) -%}
    {%- set day = "cast(" ~ local_time ~ " as date)" -%}
    {%- set days = dbt.datediff("date '0001-01-01'", day, "day") -%}
    {%- set opens = var("business_opens") * 3600 -%}
    {%- set length = (var("business_closes") - var("business_opens")) * 3600 -%}
    {{ length }} * (
        {{ var("business_days") | length }} * floor({{ days }} / 7)
        {%- for business_day in var("business_days") %}
            + case when {{ days }} % 7 > {{ business_day - 1 }} then 1 else 0 end
        {%- endfor %}
    ) + case
        when {{ days }} % 7 in ({% for d in var("business_days") %}{{ d - 1 }}{{ ", " if not loop.last }}{% endfor %})
            then least({{ length }}, greatest(
                0,
                {{ seconds_between("cast(" ~ day ~ " as timestamp)", local_time) }} - {{ opens }}
            ))
        else 0
    end
{%- endmacro %}
