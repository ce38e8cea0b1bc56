{#- An identifier as one text: its type, a bar, its value. -#}
{% macro identifier_text(relation) -%}
    {{ relation }}.identifier_type || '|' || {{ relation }}.identifier_value
{%- endmacro %}
