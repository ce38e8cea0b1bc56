{#- A JSON object as text without some top-level keys, and without nulls. -#}
{% macro json_without_keys(record, keys) %}
    {{ return(adapter.dispatch("json_without_keys")(record, keys)) }}
{% endmacro %}

{% macro duckdb__json_without_keys(record, keys) -%}
    cast(json_merge_patch(
        '{}',
        {{ record }},
        '{ {%- for key in keys %}"{{ key }}": null{{ ", " if not loop.last }}{% endfor -%} }'
    ) as varchar)
{%- endmacro %}
