{#- An array of one value. -#}
{% macro array_of(value) %}
    {{ return(adapter.dispatch("array_of")(value)) }}
{% endmacro %}

{% macro duckdb__array_of(value) -%}
    [{{ value }}]
{%- endmacro %}

{#- An array with one value more at its end. -#}
{% macro array_append(array, value) %}
    {{ return(adapter.dispatch("array_append")(array, value)) }}
{% endmacro %}

{% macro duckdb__array_append(array, value) -%}
    list_append({{ array }}, {{ value }})
{%- endmacro %}
