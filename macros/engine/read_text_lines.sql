{#- One row per line of some text files: source_path, line_number (counted on from file to file, in
    their order), line. Each `\n` and each `\r` ends a line, so that `\r\n` leaves an empty one
    behind: the reader loses text around a lone `\r`, and lines at the edge of its buffers, where it
    takes `\r\n` for one line end. Its CSV rules are switched off: the delimiter is a sequence that
    no text holds. Lines that are no UTF-8 or longer than 16 MB go to its table of rejects, which
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
        delim = chr(28) || chr(29) || chr(30) || chr(31),
        quote = '',
        escape = '',
        new_line = '\n',
        strict_mode = false,
        max_line_size = 16000000,
        filename = true,
        hive_partitioning = false,
        store_rejects = true
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
