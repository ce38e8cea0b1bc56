{#- Whether a predicate holds for any item of an array; `item` is the name by which the predicate
    calls it. -#}
{% macro array_any(array, item, predicate) %}
    {{ return(adapter.dispatch("array_any")(array, item, predicate)) }}
{% endmacro %}

{% macro duckdb__array_any(array, item, predicate) -%}
    coalesce(list_bool_or(list_transform({{ array }}, lambda {{ item }}: {{ predicate }})), false)
{%- endmacro %}
