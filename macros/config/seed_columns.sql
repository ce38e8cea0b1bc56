{#- The columns that a seed's file has: a list of {name, meta}, in the order of its description.
    `csv_row` is left out: loading adds it. -#}
{% macro seed_columns(node) %}
    {%- set columns = [] -%}
    {%- for column in node.columns.values() if column.name != "csv_row" -%}
        {%- do columns.append({"name": column.name, "meta": column.meta}) -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}
