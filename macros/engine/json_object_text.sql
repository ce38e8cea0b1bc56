{#- The text itself where it is a JSON object, else null. -#}
{% macro json_object_text(text) %}
    {{ return(adapter.dispatch("json_object_text")(text)) }}
{% endmacro %}

{% macro duckdb__json_object_text(text) -%}
    case when json_type(try_cast({{ text }} as json)) = 'OBJECT' then {{ text }} end
{%- endmacro %}
