{#- What clocks in a time zone show as a UTC timestamp. Of an hour that they show twice, it is the one
    that the engine takes. -#}
{% macro utc_time(timestamp, timezone) %}
    {{ return(adapter.dispatch("utc_time")(timestamp, timezone)) }}
{% endmacro %}

{% macro duckdb__utc_time(timestamp, timezone) -%}
    {%- if timezone == "UTC" -%}
        {{ timestamp }}
    {%- else -%}
        timezone('UTC', timezone({{ dbt.string_literal(timezone) }}, {{ timestamp }}))
    {%- endif -%}
{%- endmacro %}
