{#- A period in one text, which `all` has too although it begins at no day. -#}
{% macro period_key(period_kind, period_start) -%}
    {{ period_kind }} || '|'
    || coalesce(cast({{ period_start }} as {{ dbt.type_string() }}), '')
{%- endmacro %}
