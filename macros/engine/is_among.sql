{#- Whether the columns of a row are those of a row of a relation (or a query in parentheses), which
    has no null there. `columns` are names that both have. -#}
{% macro is_among(columns, relation) %}
    {{ return(adapter.dispatch("is_among")(columns, relation)) }}
{% endmacro %}

{% macro duckdb__is_among(columns, relation) -%}
    (
        {%- for column in columns %}{{ column }}{{ ", " if not loop.last }}{% endfor -%}
    ) in (
        select (
            {%- for column in columns %}others.{{ column }}{{ ", " if not loop.last }}{% endfor -%}
        )
        from {{ relation }} as others
    )
{%- endmacro %}
