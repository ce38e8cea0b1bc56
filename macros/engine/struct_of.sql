{#- Some columns as one struct with fields of their names. -#}
{% macro struct_of(columns) %}
    {{ return(adapter.dispatch("struct_of")(columns)) }}
{% endmacro %}

{% macro duckdb__struct_of(columns) -%}
    struct_pack(
        {%- for column in columns %}{{ column }} := {{ column }}{{ ", " if not loop.last }}{% endfor -%}
    )
{%- endmacro %}
