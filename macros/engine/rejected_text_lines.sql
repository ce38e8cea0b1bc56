{#- One row per line that `read_text_lines` could not read, on the same connection: source_path,
    line_number (the line in its file), raw_text, as far as the reader keeps it: with `?` about the
    bytes that are no UTF-8, and no more than the beginning of a line that is too long. -#}
{% macro rejected_text_lines() %}
    {{ return(adapter.dispatch("rejected_text_lines")()) }}
{% endmacro %}

{% macro duckdb__rejected_text_lines() -%}
    select
        scans.file_path as source_path,
        errors.line as line_number,
        min(errors.csv_line) as raw_text
    from reject_errors as errors
    inner join reject_scans as scans
        on errors.scan_id = scans.scan_id and errors.file_id = scans.file_id
    group by scans.file_path, errors.line
{%- endmacro %}

{#- Forgets the rejects of earlier reads on this connection. -#}
{% macro forget_rejected_text_lines() %}
    {{ return(adapter.dispatch("forget_rejected_text_lines")()) }}
{% endmacro %}

{% macro duckdb__forget_rejected_text_lines() -%}
    drop table if exists reject_errors; drop table if exists reject_scans
{%- endmacro %}

{#- Whether `read_text_lines` met lines that it could not read since they were last forgotten. -#}
{% macro has_rejected_text_lines() %}
    {{ return(adapter.dispatch("has_rejected_text_lines")()) }}
{% endmacro %}

{% macro duckdb__has_rejected_text_lines() %}
    {%- if execute -%}
        {%- set table_query = "select count(*) from duckdb_tables() where table_name = 'reject_errors'" -%}
        {%- if run_query(table_query).columns[0].values()[0] > 0 -%}
            {{ return(run_query("select count(*) from reject_errors").columns[0].values()[0] > 0) }}
        {%- endif -%}
    {%- endif -%}
    {{ return(false) }}
{% endmacro %}
