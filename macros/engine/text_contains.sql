{#- Whether a text holds another anywhere. -#}
{% macro text_contains(text, part) %}
    {{ return(adapter.dispatch("text_contains")(text, part)) }}
{% endmacro %}

{% macro default__text_contains(text, part) -%}
    contains({{ text }}, {{ part }})
{%- endmacro %}
