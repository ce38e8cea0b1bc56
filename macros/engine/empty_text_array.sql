{#- An array of texts with nothing in it. -#}
{% macro empty_text_array() %}
    {{ return(adapter.dispatch("empty_text_array")()) }}
{% endmacro %}

{% macro duckdb__empty_text_array() -%}
    cast([] as varchar[])
{%- endmacro %}
