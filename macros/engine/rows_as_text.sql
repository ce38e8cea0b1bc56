{#- SQL for a text that stands for the rows of a table: of no rows, and of the few rows of settings,
    which tell of nobody; null for others. -#}
{% macro rows_as_text(relation) %}
    {{ return(adapter.dispatch("rows_as_text")(relation)) }}
{% endmacro %}

{% macro duckdb__rows_as_text(relation) -%}
    {%- if model.resource_type == "seed" or model.fqn[1] == "config" -%}
        case when (select count(*) from {{ relation }}) <= 1000 then ({{ relation_hash(relation) }}) end
    {%- else -%}
        case when not exists (select 1 from {{ relation }}) then 'no rows' end
    {%- endif -%}
{%- endmacro %}
