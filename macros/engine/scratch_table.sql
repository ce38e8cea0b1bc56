{#- Makes a table for use inside one materialization. -#}
{% macro create_scratch_table(relation, query) %}
    {{ return(adapter.dispatch("create_scratch_table")(relation, query)) }}
{% endmacro %}

{% macro duckdb__create_scratch_table(relation, query) -%}
    create or replace table {{ relation }} as {{ query }}
{%- endmacro %}

{#- Puts one scratch table in the place of another. -#}
{% macro replace_scratch_table(old, new) %}
    {{ return(adapter.dispatch("replace_scratch_table")(old, new)) }}
{% endmacro %}

{% macro duckdb__replace_scratch_table(old, new) -%}
    drop table if exists {{ old }};
    alter table {{ new }} rename to {{ old.identifier }}
{%- endmacro %}

{#- Makes what was written so far count as written. DuckDB's planner takes a table of its own open
    transaction for an empty one and joins it row by row. -#}
{% macro settle_scratch_tables() %}
    {{ return(adapter.dispatch("settle_scratch_tables")()) }}
{% endmacro %}

{% macro duckdb__settle_scratch_tables() %}
    {%- do run_query("commit; begin transaction") -%}
{% endmacro %}
