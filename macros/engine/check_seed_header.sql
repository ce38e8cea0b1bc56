{#- The columns of a seed's first line, in their order. Stops the run where the file is no CSV in
    UTF-8, or has other columns than `columns`, those of its description. -#}
{% macro check_seed_header(path, columns) %}
    {{ return(adapter.dispatch("check_seed_header")(path, columns)) }}
{% endmacro %}

{% macro duckdb__check_seed_header(path, columns) %}
    {%- set file = run_query(seed_first_line_sql(path)).rows[0] -%}
    {%- set wanted = columns | map(attribute="name") | list -%}
    {%- set header, problems = [], [] -%}
    {%- for cell in (file["first_line"] or "").split(",") -%}
        {%- set name = cell.strip(' "\t') | lower -%}
        {%- if name in header -%}
            {%- do problems.append("column '%s' twice" % name) -%}
        {%- elif name not in wanted -%}
            {%- do problems.append("unknown column '%s'" % name) -%}
        {%- endif -%}
        {%- do header.append(name) -%}
    {%- endfor -%}
    {%- for name in wanted if name not in header -%}
        {%- do problems.append("no column '%s'" % name) -%}
    {%- endfor -%}
    {%- set remedy = "Its first line must be " ~ wanted | join(",") ~ " (in any order, with commas)." -%}

    {%- set file_name = model.name ~ ".csv" -%}
    {%- if not wanted -%}
        {%- set problem = file_name ~ " is not described. List its columns in a YAML file." -%}
    {%- elif not file["is_utf8"] -%}
        {%- set problem = file_name ~ " is not UTF-8. Save it as CSV in UTF-8." -%}
    {%- elif file["is_mixed"] -%}
        {%- set problem = file_name ~ " mixes two kinds of line ends. Save it with one." -%}
    {%- elif not file["first_line"] -%}
        {%- set problem = file_name ~ " is empty or begins with an empty line. " ~ remedy -%}
    {%- elif problems -%}
        {%- set problem = file_name ~ ", row 1: " ~ problems | join(", ") ~ ". " ~ remedy -%}
    {%- endif -%}
    {%- if problem -%}
        {%- do exceptions.raise_compiler_error(problem) -%}
    {%- endif -%}
    {{ return(header) }}
{% endmacro %}

{% macro seed_first_line_sql(path) -%}
    with file as (
        select try(decode(content)) as content from read_blob('{{ path | replace("'", "''") }}')
    ),
    unquoted as (
        select
            content,
            regexp_replace(content, '"[^"]*"', '', 'g') as outside_quotes
        from file
    )
    select
        content is not null as is_utf8,
        contains(outside_quotes, chr(13) || chr(10))
        and regexp_matches(outside_quotes, '(^|[^\r])\n') as is_mixed,
        regexp_extract(content, '^\x{FEFF}?([^\r\n]*)', 1) as first_line
    from unquoted
{%- endmacro %}
