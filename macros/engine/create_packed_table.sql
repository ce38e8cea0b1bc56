{#- Makes a table of a query. The columns `long_texts` hold texts that are long and seldom read, so that
    they are packed as small as they get. -#}
{% macro create_packed_table(relation, sql, long_texts=[]) %}
    {{ return(adapter.dispatch("create_packed_table")(relation, sql, long_texts)) }}
{% endmacro %}

{#- DuckDB never takes zstd by itself. Files that a version before 1.2 can read have no zstd: there it
    would leave such a column as it is, not packed at all. -#}
{% macro duckdb__create_packed_table(relation, sql, long_texts) -%}
    {%- if not long_texts or not knows_zstd() -%}
        {{ return(create_table_as(False, relation, sql)) }}
    {%- endif -%}
    {%- set columns = [] -%}
    {%- for row in run_query("describe (" ~ sql ~ ")").rows -%}
        {%- do columns.append(
            adapter.quote(row["column_name"]) ~ " " ~ row["column_type"]
            ~ (" using compression zstd" if row["column_name"] in long_texts else "")
        ) -%}
    {%- endfor -%}
    create table {{ relation }} ({{ columns | join(", ") }});
    insert into {{ relation }} {{ sql }}
{%- endmacro %}

{% macro knows_zstd() %}
    {{ return(run_query(
        "select tags['storage_version'] != 'v1.0.0+' from duckdb_databases()"
        " where database_name = current_database()"
    ).columns[0].values()[0]) }}
{% endmacro %}
