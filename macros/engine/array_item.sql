{#- The item of an array at a place, counted from 1; null where there is none. -#}
{% macro array_item(array, place) %}
    {{ return(adapter.dispatch("array_item")(array, place)) }}
{% endmacro %}

{% macro duckdb__array_item(array, place) -%}
    {{ array }}[{{ place }}]
{%- endmacro %}
