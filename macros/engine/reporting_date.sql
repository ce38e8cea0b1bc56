{#- The day of a UTC timestamp in the reporting time zone. -#}
{% macro reporting_date(timestamp) %}
    {{ return(adapter.dispatch("reporting_date")(timestamp)) }}
{% endmacro %}

{% macro duckdb__reporting_date(timestamp) -%}
    cast(
            timezone('{{ var("reporting_timezone") }}', timezone('UTC', {{ timestamp }})) as date
        )
{%- endmacro %}
