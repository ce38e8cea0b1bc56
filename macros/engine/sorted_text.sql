{#- The texts of a group in one, sorted. -#}
{% macro sorted_text(text) %}
    {{ return(adapter.dispatch("sorted_text")(text)) }}
{% endmacro %}

{% macro duckdb__sorted_text(text) -%}
    string_agg({{ text }}, chr(10) order by {{ text }})
{%- endmacro %}
