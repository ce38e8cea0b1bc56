{#- One row per line that `read_text_lines` could not read, on the same connection:
    source_path, line_number (the line in its file), raw_text. -#}
{% macro rejected_text_lines() %}
    {{ return(adapter.dispatch("rejected_text_lines")()) }}
{% endmacro %}

{% macro duckdb__rejected_text_lines() -%}
    select
        scans.file_path as source_path,
        errors.line as line_number,
        errors.csv_line as raw_text
    from reject_errors as errors
    inner join reject_scans as scans
        on errors.scan_id = scans.scan_id and errors.file_id = scans.file_id
{%- endmacro %}

{#- Forgets the rejects of earlier reads on this connection. -#}
{% macro forget_rejected_text_lines() %}
    {{ return(adapter.dispatch("forget_rejected_text_lines")()) }}
{% endmacro %}

{% macro duckdb__forget_rejected_text_lines() -%}
    drop table if exists reject_errors; drop table if exists reject_scans
{%- endmacro %}

{#- Whether any text file was read on this connection since `forget_rejected_text_lines`. -#}
{% macro text_lines_were_read() %}
    {{ return(adapter.dispatch("text_lines_were_read")()) }}
{% endmacro %}

{% macro duckdb__text_lines_were_read() %}
    {%- if execute -%}
        {%- set query = "select count(*) from duckdb_tables() where table_name = 'reject_errors'" -%}
        {{ return(run_query(query).columns[0].values()[0] > 0) }}
    {%- endif -%}
    {{ return(false) }}
{% endmacro %}
