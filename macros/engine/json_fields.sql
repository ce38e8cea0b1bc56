{#- A struct of some top-level keys of a JSON object as text: absent and null are null, nested
    values compact JSON. The object is parsed once, whatever the number of keys. -#}
{% macro json_fields(record, keys) %}
    {{ return(adapter.dispatch("json_fields")(record, keys)) }}
{% endmacro %}

{% macro duckdb__json_fields(record, keys) -%}
    from_json(
        {{ record }},
        '{ {%- for key in keys %}"{{ key }}": "VARCHAR"{{ ", " if not loop.last }}{% endfor -%} }'
    )
{%- endmacro %}
