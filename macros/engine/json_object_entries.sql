{#- One row per entry of the JSON objects of a relation's column: that column, `key`, `value` as
    text. For a from clause. -#}
{% macro json_object_entries(relation, column) %}
    {{ return(adapter.dispatch("json_object_entries")(relation, column)) }}
{% endmacro %}

{% macro duckdb__json_object_entries(relation, column) -%}
    (
        select
            objects.{{ column }},
            entries.key,
            objects.{{ column }} ->> ('/' || replace(replace(entries.key, '~', '~0'), '/', '~1'))
                as value
        from {{ relation }} as objects, json_each(objects.{{ column }}) as entries
    )
{%- endmacro %}
