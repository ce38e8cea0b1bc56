{#- The text that a JSON text holds at a path made by `json_path_of`; null where there is none. -#}
{% macro json_text_at(json, path) %}
    {{ return(adapter.dispatch("json_text_at")(json, path)) }}
{% endmacro %}

{% macro duckdb__json_text_at(json, path) -%}
    json_extract_string({{ json }}, {{ path }})
{%- endmacro %}

{#- The path of a property whose dots go deeper, as the engine writes it. -#}
{% macro json_path_of(property) %}
    {{ return(adapter.dispatch("json_path_of")(property)) }}
{% endmacro %}

{% macro duckdb__json_path_of(property) -%}
    '/' || replace(replace(replace({{ property }}, '~', '~0'), '/', '~1'), '.', '/')
{%- endmacro %}
