{#- Some JSON objects (or nulls) as one, as text: of a key that several have, the last one's value
    counts; a key whose value is null is left out. -#}
{% macro json_merged(objects) %}
    {{ return(adapter.dispatch("json_merged")(objects)) }}
{% endmacro %}

{% macro duckdb__json_merged(objects) -%}
    cast(json_merge_patch(
            '{}'
            {%- for object in objects %},
            coalesce({{ object }}, '{}')
            {%- endfor %}
        ) as varchar)
{%- endmacro %}
