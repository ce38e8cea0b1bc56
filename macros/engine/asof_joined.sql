{#- A query: the rows of `left`, each with `columns` of the row of `right` that has the same `keys`
    and the nearest time at or before its own (backward) or at or after it (forward); null where
    there is none. `keys` are column names that both have or pairs [left, right]; `columns` are
    names or pairs [right column, alias]. Times of one key in `right` are unique, else which of the
    tied rows is taken is open. -#}
{% macro asof_joined(left, right, keys, left_time, right_time, columns, direction="backward") %}
    {{ return(adapter.dispatch("asof_joined")(
        left, right, keys, left_time, right_time, columns, direction
    )) }}
{% endmacro %}

{#- DuckDB 1.5 matches a row where the left time is null, hence the case. -#}
{% macro duckdb__asof_joined(left, right, keys, left_time, right_time, columns, direction) -%}
    select
        left_rows.*
        {%- for column in columns %}
        {%- set name, alias = (column, column) if column is string else column %},
        case when left_rows.{{ left_time }} is not null then right_rows.{{ name }} end as {{ alias }}
        {%- endfor %}
    from {{ left }} as left_rows
    asof left join {{ right }} as right_rows
        on
            {%- for key in keys %}
            {%- set left_key, right_key = (key, key) if key is string else key %}
            left_rows.{{ left_key }} = right_rows.{{ right_key }} and
            {%- endfor %}
            left_rows.{{ left_time }} {{ ">=" if direction == "backward" else "<=" }}
            right_rows.{{ right_time }}
{%- endmacro %}
