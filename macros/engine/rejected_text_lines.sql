{#- One row per line that `read_text_lines` could not read, on the same connection: source_path,
    line_number (the line in its file), raw_text, as far as DuckDB keeps it: with `?` about the
    bytes that are no UTF-8, and no more than the beginning of a line that is too long. -#}
{% macro rejected_text_lines() -%}
    select
        scans.file_path as source_path,
        errors.line as line_number,
        min(errors.csv_line) as raw_text
    from {{ rejects_table() }} as errors
    inner join {{ rejects_table() }}_scan as scans
        on errors.scan_id = scans.scan_id and errors.file_id = scans.file_id
    group by scans.file_path, errors.line
{%- endmacro %}

{#- Where DuckDB puts such lines: a temporary table (and one of scans), each model its own, since
    tables of one name get mixed up when two models are read at once. -#}
{% macro rejects_table() %}{{ return("lines_rejected_for_" ~ model.name) }}{% endmacro %}

{#- Whether `read_text_lines` met such lines since they were last forgotten. -#}
{% macro has_rejected_text_lines() %}
    {%- if execute -%}
        {%- set tables = "select count(*) from duckdb_tables() where table_name = '"
            ~ rejects_table() ~ "'" -%}
        {%- if run_query(tables).columns[0].values()[0] > 0 -%}
            {%- set lines = run_query("select count(*) from " ~ rejects_table()) -%}
            {{ return(lines.columns[0].values()[0] > 0) }}
        {%- endif -%}
    {%- endif -%}
    {{ return(false) }}
{% endmacro %}

{#- Forgets the lines that earlier reads on this connection could not read. -#}
{% macro forget_rejected_text_lines() %}
    {%- do run_query("drop table if exists " ~ rejects_table()) -%}
    {%- do run_query("drop table if exists " ~ rejects_table() ~ "_scan") -%}
{% endmacro %}
