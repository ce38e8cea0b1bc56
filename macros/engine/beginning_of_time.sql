{#- A timestamp before any that a record may carry. -#}
{% macro beginning_of_time() %}
    {{ return(adapter.dispatch("beginning_of_time")()) }}
{% endmacro %}

{% macro default__beginning_of_time() -%}
    timestamp '0001-01-01 00:00:00'
{%- endmacro %}
