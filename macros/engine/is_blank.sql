{#- Whether a text has nothing but blanks; null for null. -#}
{% macro is_blank(text) %}
    {{ return(adapter.dispatch("is_blank")(text)) }}
{% endmacro %}

{#- A text that begins with no blank needs no pattern: blanks sort before all that can be seen. -#}
{% macro duckdb__is_blank(text) -%}
    case when {{ text }} >= '!' then false else not regexp_matches({{ text }}, '[^ \t\n\r]') end
{%- endmacro %}

{#- The text, or null where it has nothing but blanks. -#}
{% macro blank_to_null(text) -%}
    case when not {{ is_blank(text) }} then {{ text }} end
{%- endmacro %}
