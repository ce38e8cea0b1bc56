{#- One row per line of some text files: source_path, line and, where asked for, line_number, which
    counts on from file to file in their order and takes one thread.

    DuckDB reads them as CSV of one column without quotes, with a delimiter that no text holds. Each
    `\n` and each `\r` ends a line, so that `\r\n` leaves an empty one behind: told that `\r\n` is
    one line end, the reader loses text after a lone `\r`, and lines at the edge of its buffers. What
    is no UTF-8 or longer than 16 MB goes to its table of rejects (`rejected_text_lines`). -#}
{% macro read_text_lines(files, numbered=false) -%}
    select
        filename as source_path,
        {%- if numbered %}
        row_number() over () as line_number,
        {%- endif %}
        coalesce(line, '') as line
    from read_csv(
        {{ file_list(files) }},
        auto_detect = false,
        columns = {'line': 'VARCHAR'},
        header = false,
        delim = chr(28) || chr(29) || chr(30) || chr(31),
        quote = '',
        escape = '',
        new_line = '\n',
        strict_mode = false,
        max_line_size = 16000000,
        filename = true,
        hive_partitioning = false,
        store_rejects = true,
        rejects_table = '{{ rejects_table() }}',
        rejects_scan = '{{ rejects_table() }}_scan'
    )
{%- endmacro %}

{#- A SQL list of file names, as names and not as patterns. -#}
{% macro file_list(files) -%}
    {%- set literals = [] -%}
    {%- for file in files -%}
        {%- do literals.append(text_literal(file_pattern(file))) -%}
    {%- endfor -%}
    [{{ literals | join(", ") }}]
{%- endmacro %}

{#- The pattern that a path alone matches. -#}
{% macro file_pattern(path) -%}
    {{ return(path.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")) }}
{%- endmacro %}

{#- A text as a SQL literal. -#}
{% macro text_literal(text) -%}
    {{ return(dbt.string_literal(dbt.escape_single_quotes(text))) }}
{%- endmacro %}
