{#- When a day of the reporting time zone begins, as a UTC timestamp. -#}
{% macro reporting_day_start(day) %}
    {{ return(adapter.dispatch("reporting_day_start")(day)) }}
{% endmacro %}

{% macro duckdb__reporting_day_start(day) -%}
    {%- set midnight = "cast(" ~ day ~ " as timestamp)" -%}
    {%- if var("reporting_timezone") == "UTC" -%}
        {{ midnight }}
    {%- else -%}
        timezone('UTC', timezone('{{ var("reporting_timezone") }}', {{ midnight }}))
    {%- endif -%}
{%- endmacro %}
