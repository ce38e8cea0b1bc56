{#- A UTC timestamp as clocks in the reporting time zone show it. Conversion is slow, a third of
    a microsecond each, so that UTC, which needs none, has none. -#}
{% macro reporting_time(timestamp) %}
    {{ return(adapter.dispatch("reporting_time")(timestamp)) }}
{% endmacro %}

{% macro duckdb__reporting_time(timestamp) -%}
    {%- if var("reporting_timezone") == "UTC" -%}
        {{ timestamp }}
    {%- else -%}
        timezone('{{ var("reporting_timezone") }}', timezone('UTC', {{ timestamp }}))
    {%- endif -%}
{%- endmacro %}
