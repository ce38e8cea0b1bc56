{#- Joins two selects whose columns may stand in different orders. -#}
{% macro union_all_by_name() %}
    {{ return(adapter.dispatch("union_all_by_name")()) }}
{% endmacro %}

{% macro duckdb__union_all_by_name() -%}
    union all by name
{%- endmacro %}
