{#- Two JSON objects as one; where both have a key, the second's value stands, whole. -#}
{% macro json_merged(first, second) %}
    {{ return(adapter.dispatch("json_merged")(first, second)) }}
{% endmacro %}

{% macro duckdb__json_merged(first, second) -%}
    cast(json_merge_patch(
        {{ first }},
        to_json(map_from_entries(list_transform(
            list_distinct(json_keys({{ second }})), lambda key: (key, null)
        ))),
        {{ second }}
    ) as varchar)
{%- endmacro %}
