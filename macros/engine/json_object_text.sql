{#- The text itself where it is a JSON object, else null. -#}
{% macro json_object_text(text) -%}
    case when {{ is_json_object(text) }} then {{ text }} end
{%- endmacro %}
