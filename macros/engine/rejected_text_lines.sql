{#- One row per line that `read_text_lines` could not read, on the same connection: source_path,
    line_number (the line in its file), raw_text. What is no UTF-8 is read again as Latin-1, where
    every byte is a character; of a line that is too long, the reader keeps the beginning only. -#}
{% macro rejected_text_lines() %}
    {{ return(adapter.dispatch("rejected_text_lines")()) }}
{% endmacro %}

{% macro duckdb__rejected_text_lines() -%}
    {%- set files = run_query(
        "select source_path from (" ~ duckdb__reader_rejects() ~ ") as rejects group by source_path"
        ~ " having bool_and(is_misencoded) order by source_path"
    ).columns[0].values() -%}
    select
        rejects.source_path,
        rejects.line_number,
        {{ "coalesce(latin_lines.line, rejects.excerpt)" if files else "rejects.excerpt" }} as raw_text
    from ({{ duckdb__reader_rejects() }}) as rejects
    {%- if files %}
    left join (
        select
            source_path,
            line_number - min(line_number) over (partition by source_path) + 1 as line_number,
            line
        from ({{ duckdb__read_text_lines(files, "latin-1", "ignore_errors = true") }}) as lines
    ) as latin_lines
        on
            rejects.source_path = latin_lines.source_path
            and rejects.line_number = latin_lines.line_number
    {%- endif %}
{%- endmacro %}

{% macro duckdb__reader_rejects() -%}
    select
        scans.file_path as source_path,
        errors.line as line_number,
        bool_and(errors.error_type = 'INVALID ENCODING') as is_misencoded,
        min(errors.csv_line) as excerpt
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
