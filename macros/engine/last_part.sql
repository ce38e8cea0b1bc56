{#- What stands behind the last separator of a text. -#}
{% macro last_part(text, separator) %}
    {{ return(adapter.dispatch("last_part")(text, separator)) }}
{% endmacro %}

{% macro duckdb__last_part(text, separator) -%}
    string_split({{ text }}, {{ dbt.string_literal(separator) }})[-1]
{%- endmacro %}
