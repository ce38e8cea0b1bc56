{#- A UTC timestamp as clocks in the reporting time zone show it. -#}
{% macro reporting_time(timestamp) %}
    {{ return(adapter.dispatch("reporting_time")(timestamp)) }}
{% endmacro %}

{% macro duckdb__reporting_time(timestamp) -%}
    timezone('{{ var("reporting_timezone") }}', timezone('UTC', {{ timestamp }}))
{%- endmacro %}
