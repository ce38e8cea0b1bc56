{#- Stops the run where the first line of a CSV file does not say what its columns are. -#}
{% macro check_csv_headers() %}
    {%- set headers = run_query(
        "select source_path, line, cast(to_json(names) as varchar) as names from (" ~ csv_headers()
        ~ ") as headers order by source_path"
    ) -%}
    {%- set remedy = "The first line names the columns, separated by commas; save the file as CSV in UTF-8." -%}
    {%- set messages = [] -%}
    {%- for header in headers.rows -%}
        {%- set names = fromjson(header["names"] or "[]") -%}
        {%- set repeated = [] -%}
        {%- for name in names if names.count(name) > 1 and name not in repeated -%}
            {%- do repeated.append(name) -%}
        {%- endfor -%}
        {%- if header["line"] is none or "\0" in header["line"] -%}
            {%- set problem = "its first line is not UTF-8" -%}
        {%- elif not names -%}
            {%- set problem = "its first line has a quote that is not closed, or inside a name" -%}
        {%- elif names | length == 1 and (";" in names[0] or "\t" in names[0] or "|" in names[0]) -%}
            {%- set problem = "its first line has no comma" -%}
        {%- elif repeated -%}
            {%- set problem = "its first line names twice: " ~ repeated | join(", ") -%}
        {%- else -%}
            {%- set problem = none -%}
        {%- endif -%}
        {%- if problem -%}
            {%- do messages.append(header["source_path"] ~ ": " ~ problem) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if messages -%}
        {{ exceptions.raise_compiler_error(messages[:20] | join("\n") ~ "\n" ~ remedy) }}
    {%- endif -%}
{% endmacro %}

{#- One row per CSV file: source_path, header_number (of the first line that is not blank), line,
    names (of its columns; null where the line is not well-formed). A column without a name gets
    one by its place. -#}
{% macro csv_headers() -%}
    select
        source_path,
        header_number,
        line,
        list_transform(
            range(1, len(cells) + 1),
            lambda place: coalesce(nullif(trim(cells[place]), ''), 'column_' || place)
        ) as names
    from (
        select
            *,
            case when {{ csv_is_wellformed("line") }} then {{ csv_cells("line") }} end as cells
        from (
            select
                source_path,
                min(line_number) as header_number,
                arg_min(struct_pack(line := line), line_number).line as line
            from {{ csv_lines() }}
            where not {{ is_blank("raw_text") }}
            group by source_path
        ) as first_lines
    ) as headers
{%- endmacro %}
