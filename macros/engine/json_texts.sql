{#- The texts that a JSON text holds at some paths (dots go deeper, `\.` is a dot), as an array in their
    order: absent and null are null, nested values compact JSON. It is parsed once, whatever their
    number. -#}
{% macro json_texts(json, paths) %}
    {{ return(adapter.dispatch("json_texts")(json, paths)) }}
{% endmacro %}

{% macro duckdb__json_texts(json, paths) -%}
    json_extract_string(
            {{ json }},
            [{% for path in paths %}'{{ json_pointer(path) }}'{{ ", " if not loop.last }}{% endfor %}]
        )
{%- endmacro %}

{#- A path as DuckDB writes it. A dot after a backslash is one of a name. -#}
{% macro json_pointer(path) -%}
    {%- set names = [] -%}
    {%- for part in path.replace("~", "~0").replace("/", "~1").split("\\.") -%}
        {%- do names.append(part.replace(".", "/")) -%}
    {%- endfor -%}
    {{ return("/" ~ names | join(".")) }}
{%- endmacro %}

{#- The text that a JSON text holds at one such path. -#}
{% macro json_text(json, path) -%}
    {{ array_item(json_texts(json, [path]), 1) }}
{%- endmacro %}
