{#- A JSON object, as text, of those of some texts that are there (name to SQL); null for none. -#}
{% macro json_object_of(texts) %}
    {{ return(adapter.dispatch("json_object_of")(texts)) }}
{% endmacro %}

{% macro duckdb__json_object_of(texts) -%}
    case
            when coalesce({{ texts.values() | join(", ") }}) is not null
                then cast(json_merge_patch('{}', json_object(
                    {%- for name, text in texts.items() %}
                    '{{ name }}', {{ text }}{{ "," if not loop.last }}
                    {%- endfor %}
                )) as varchar)
        end
{%- endmacro %}

{#- The same of JSON objects, which stay objects. -#}
{% macro json_object_of_objects(objects) %}
    {{ return(adapter.dispatch("json_object_of_objects")(objects)) }}
{% endmacro %}

{% macro duckdb__json_object_of_objects(objects) -%}
    '{' || concat_ws(
            ',',
            {%- for name, object in objects.items() %}
            '"{{ name }}":' || {{ object }}{{ "," if not loop.last }}
            {%- endfor %}
        ) || '}'
{%- endmacro %}
