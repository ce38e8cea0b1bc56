{#- The key of a progression. -#}
{% macro progression_id(entry_id, step_id) -%}
    md5({{ entry_id }} || '|' || {{ step_id }})
{%- endmacro %}
