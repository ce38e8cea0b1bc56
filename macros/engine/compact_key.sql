{#- A key that is an md5 in hexadecimal, in the form that is quickest to tell apart. -#}
{% macro compact_key(key) %}
    {{ return(adapter.dispatch("compact_key")(key)) }}
{% endmacro %}

{% macro duckdb__compact_key(key) -%}
    cast({{ key }} as uuid)
{%- endmacro %}
