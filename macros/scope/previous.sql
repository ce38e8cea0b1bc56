{#- The table of a model as the run before left it, or none. Lineage does not show it: a run reads
    there what it is about to restate. -#}
{% macro previous(model_name) %}
    {#- A unit test knows of no node but its own. To walk through the graph is slow: dbt writes out
        each node that is looked at. -#}
    {%- if execute and graph.nodes is defined -%}
        {%- set node = graph.nodes.get("model." ~ project_name ~ "." ~ model_name) -%}
        {%- if node is not none -%}
            {{ return(adapter.get_relation(
                database=node.database, schema=node.schema, identifier=node.alias or node.name
            )) }}
        {%- endif -%}
    {%- endif -%}
    {{ return(none) }}
{% endmacro %}

{#- The same for a from clause: no rows without such a table, or where an older version of Milepost
    wrote it without one of the columns, since then this run restates everything. `columns` are names,
    of text, or pairs of name and type. -#}
{% macro rows_of_previous(model_name, columns) %}
    {%- set relation = previous(model_name) -%}
    {%- if relation is not none -%}
        {%- set known = adapter.get_columns_in_relation(relation) | map(attribute="name") | list -%}
        {%- for column in columns if (column if column is string else column[0]) not in known -%}
            {{ return(rows_or_none(none, columns)) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(rows_or_none(relation, columns)) }}
{% endmacro %}

{#- For a from clause, the rows that this model's table keeps. -#}
{% macro kept_rows(columns) %}
    {{ return(rows_or_none(this if keeps_rows() else none, columns)) }}
{% endmacro %}

{% macro rows_or_none(relation, columns) -%}
    {%- if relation is not none -%}
        {{ relation }}
    {%- else -%}
        (
            select
                {%- for column in columns %}
                {%- set name, type = (column, dbt.type_string()) if column is string else column %}
                cast(null as {{ type }}) as {{ name }}{{ "," if not loop.last }}
                {%- endfor %}
            where false
        )
    {%- endif -%}
{%- endmacro %}
