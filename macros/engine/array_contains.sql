{#- Whether an array holds a value. -#}
{% macro array_contains(array, value) %}
    {{ return(adapter.dispatch("array_contains")(array, value)) }}
{% endmacro %}

{% macro duckdb__array_contains(array, value) -%}
    list_contains({{ array }}, {{ value }})
{%- endmacro %}
