{#- Whether two arrays have a value in common. -#}
{% macro arrays_overlap(left, right) %}
    {{ return(adapter.dispatch("arrays_overlap")(left, right)) }}
{% endmacro %}

{% macro duckdb__arrays_overlap(left, right) -%}
    list_has_any({{ left }}, {{ right }})
{%- endmacro %}
