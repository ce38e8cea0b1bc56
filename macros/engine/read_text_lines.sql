{#- One row per line of some text files, in their order: source_path, line_number, line.
    The reader's CSV rules are switched off: the delimiter is a character that no text may hold.
    Lines that are no UTF-8 or longer than 2 MB go to the reader's table of rejects, which
    `rejected_text_lines` reads. -#}
{% macro read_text_lines(files) %}
    {{ return(adapter.dispatch("read_text_lines")(files)) }}
{% endmacro %}

{% macro duckdb__read_text_lines(files) -%}
    select
        filename as source_path,
        row_number() over () as line_number,
        coalesce(line, '') as line
    from read_csv(
        {{ file_list(files) }},
        auto_detect = false,
        columns = {'line': 'VARCHAR'},
        header = false,
        delim = '{{ "\U0010FFFF" }}',
        quote = '',
        escape = '',
        strict_mode = false,
        filename = true,
        store_rejects = true
    )
{%- endmacro %}

{#- A SQL list of file names. -#}
{% macro file_list(files) -%}
    [{% for file in files %}{{ dbt.string_literal(dbt.escape_single_quotes(file)) }}{{ ", " if not loop.last }}{% endfor %}]
{%- endmacro %}
