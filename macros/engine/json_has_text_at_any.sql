{#- Whether a JSON object has a text that is not blank at one of some top-level keys, given as an
    array. -#}
{% macro json_has_text_at_any(json, keys) %}
    {{ return(adapter.dispatch("json_has_text_at_any")(json, keys)) }}
{% endmacro %}

{% macro duckdb__json_has_text_at_any(json, keys) -%}
    coalesce(list_bool_or(list_transform(
        {{ keys }},
        lambda key: not {{ is_blank(
            "(" ~ json ~ " ->> ('/' || replace(replace(key, '~', '~0'), '/', '~1')))"
        ) }}
    )), false)
{%- endmacro %}
