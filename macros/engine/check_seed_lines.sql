{#- Stops the run where lines of a seed have too many or too few values, or a quote without end. -#}
{% macro check_seed_lines(path, header) %}
    {{ return(adapter.dispatch("check_seed_lines")(path, header)) }}
{% endmacro %}

{% macro duckdb__check_seed_lines(path, header) %}
    {%- set rejects = "rejected_lines_of_" ~ model.name -%}
    {%- set options = [
        "store_rejects = true",
        "rejects_table = '" ~ rejects ~ "'",
        "rejects_scan = '" ~ rejects ~ "_scan'",
    ] -%}
    {%- do run_query("select count(*) from " ~ read_seed(path, header, options)) -%}
    {%- set lines = run_query("select distinct line, error_type from " ~ rejects ~ " order by all") -%}
    {%- do run_query("drop table " ~ rejects) -%}
    {%- do run_query("drop table " ~ rejects ~ "_scan") -%}
    {%- set problems = {
        "MISSING COLUMNS": "fewer values than columns",
        "TOO MANY COLUMNS": "more values than columns",
        "UNQUOTED VALUE": "a quote that opens is not closed",
    } -%}
    {%- set messages = [] -%}
    {%- for line in lines.rows[:20] -%}
        {%- do messages.append("line %s: %s" % (line[0], problems.get(line[1], line[1] | lower))) -%}
    {%- endfor -%}
    {%- if messages -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ".csv, " ~ messages | join("; ") ~ ". Write one value a column, in double "
            ~ "quotes where it holds a comma or a line end, with a double quote inside doubled."
        ) -%}
    {%- endif -%}
{% endmacro %}
