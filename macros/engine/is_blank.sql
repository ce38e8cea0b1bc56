{#- Whether a text has nothing but blanks; null for null. -#}
{% macro is_blank(text) %}
    {{ return(adapter.dispatch("is_blank")(text)) }}
{% endmacro %}

{% macro duckdb__is_blank(text) -%}
    not regexp_matches({{ text }}, '[^ \t\n\r]')
{%- endmacro %}

{#- The text, or null where it has nothing but blanks. -#}
{% macro blank_to_null(text) -%}
    case when not {{ is_blank(text) }} then {{ text }} end
{%- endmacro %}
