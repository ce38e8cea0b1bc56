{#- A sum of doubles that is the same whatever the order of rows: added up to twelve decimals. -#}
{% macro exact_sum(number) -%}
    cast(sum(cast({{ number }} as decimal(38, 12))) as double)
{%- endmacro %}
