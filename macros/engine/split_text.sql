{#- The parts of a text between separators, as an array. -#}
{% macro split_text(text, separator) %}
    {{ return(adapter.dispatch("split_text")(text, separator)) }}
{% endmacro %}

{% macro duckdb__split_text(text, separator) -%}
    string_split({{ text }}, {{ dbt.string_literal(separator) }})
{%- endmacro %}
