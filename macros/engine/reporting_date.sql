{#- The day of a UTC timestamp in the reporting time zone. -#}
{% macro reporting_date(timestamp) %}
    {{ return(adapter.dispatch("reporting_date")(timestamp)) }}
{% endmacro %}

{% macro duckdb__reporting_date(timestamp) -%}
    cast({{ reporting_time(timestamp) }} as date)
{%- endmacro %}
