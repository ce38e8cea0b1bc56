{#- An aggregate: the values as an array, sorted. -#}
{% macro sorted_array(value) %}
    {{ return(adapter.dispatch("sorted_array")(value)) }}
{% endmacro %}

{% macro duckdb__sorted_array(value) -%}
    array_agg({{ value }} order by {{ value }})
{%- endmacro %}
