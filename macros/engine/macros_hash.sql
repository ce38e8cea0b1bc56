{#- SQL for a hash over the text of all macros, as text. -#}
{% macro macros_hash() %}
    {{ return(adapter.dispatch("macros_hash")()) }}
{% endmacro %}

{#- dbt does not show it: scripts/contact_key_plugin.py sets the variable. -#}
{% macro duckdb__macros_hash() -%}
    coalesce(getvariable('milepost').macros_hash, '')
{%- endmacro %}
