{#- The name of the table that holds the lines of CSV files while their records are made:
    source_path, line_number (in the files' order, without gaps), line (null: not readable),
    raw_text. -#}
{% macro csv_lines() %}{{ return("csv_lines_being_read") }}{% endmacro %}

{% macro load_csv_lines(files) %}
    {%- do run_query(
        "create or replace temp table " ~ csv_lines() ~ " as select *, line as raw_text from ("
        ~ read_text_lines(files, numbered=true) ~ ") as lines"
    ) -%}
    {%- if has_rejected_text_lines() -%}
        {%- do run_query(
            "create or replace temp table " ~ csv_lines() ~ " as " ~ csv_lines_with_rejected()
        ) -%}
    {%- endif -%}
{% endmacro %}

{#- The lines together with those that can't be read, each at its place. -#}
{% macro csv_lines_with_rejected() -%}
    with rejected as (
        select
            *,
            row_number() over (partition by source_path order by line_number) as nth
        from ({{ rejected_text_lines() }}) as rejected_lines
    ),

    starts as (
        select source_path, min(line_number) - 1 as lines_before
        from {{ csv_lines() }}
        group by source_path
    ),

    placed as (
        select source_path, line_number as place, 0 as nth, line, raw_text from {{ csv_lines() }}
        union all
        select
            rejected.source_path,
            coalesce(starts.lines_before, 0) + rejected.line_number - rejected.nth as place,
            rejected.nth,
            null as line,
            rejected.raw_text
        from rejected
        left join starts on rejected.source_path = starts.source_path
    )

    select
        source_path,
        row_number() over (order by place, source_path, nth) as line_number,
        line,
        raw_text
    from placed
{%- endmacro %}
