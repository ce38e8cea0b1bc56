{#- A JSON object with some texts added, each under its key where it is not null. -#}
{% macro json_with_texts(record, texts) %}
    {{ return(adapter.dispatch("json_with_texts")(record, texts)) }}
{% endmacro %}

{% macro duckdb__json_with_texts(record, texts) -%}
    case
        when coalesce({{ texts.values() | join(", ") }}) is null then {{ record }}
        else cast(json_merge_patch({{ record }}, '{}', json_object(
            {%- for key, text in texts.items() -%}
                '{{ key }}', {{ text }}{{ ", " if not loop.last }}
            {%- endfor -%}
        )) as varchar)
    end
{%- endmacro %}
