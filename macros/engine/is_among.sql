{#- Whether the columns of a row are those of a row of a relation (or a query in parentheses), which
    has no null there. `columns` are names that both have; `prefix` stands before those of the row. -#}
{% macro is_among(columns, relation, prefix="") %}
    {{ return(adapter.dispatch("is_among")(columns, relation, prefix)) }}
{% endmacro %}

{% macro duckdb__is_among(columns, relation, prefix) -%}
    (
        {%- for column in columns %}{{ prefix }}{{ column }}{{ ", " if not loop.last }}{% endfor -%}
    ) in (
        select (
            {%- for column in columns %}others.{{ column }}{{ ", " if not loop.last }}{% endfor -%}
        )
        from {{ relation }} as others
    )
{%- endmacro %}
