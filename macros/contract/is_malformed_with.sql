{#- SQL for whether a record can't be read, or has something else than an object in a column. -#}
{% macro is_malformed_with(column) -%}
    is_malformed or ({{ column }} is not null and {{ json_object_text(column) }} is null)
{%- endmacro %}
