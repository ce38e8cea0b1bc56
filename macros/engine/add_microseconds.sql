{#- A timestamp plus a whole number of microseconds. -#}
{% macro add_microseconds(timestamp, microseconds) %}
    {{ return(adapter.dispatch("add_microseconds")(timestamp, microseconds)) }}
{% endmacro %}

{% macro duckdb__add_microseconds(timestamp, microseconds) -%}
    ({{ timestamp }} + to_microseconds({{ microseconds }}))
{%- endmacro %}
