{#- Whether a regular expression is found anywhere in a text. -#}
{% macro matches_regex(text, pattern) %}
    {{ return(adapter.dispatch("matches_regex")(text, pattern)) }}
{% endmacro %}

{% macro duckdb__matches_regex(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro %}
