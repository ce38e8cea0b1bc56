{#- The records of CSV files by RFC 4180 (comma, double quotes, a header line): source_path,
    raw_text, record. A record is one line, unless the line leaves a quoted value open and the next
    line with an odd number of quotes closes it so that the whole has the header's number of cells.
    Otherwise that one line is malformed and reading goes on with the next one: a reader that
    trusts every quote would lose all lines up to the next one. -#}
{% macro csv_records(files) -%}
    select source_path, raw_text, record from (
        with lines as materialized (
            {{ read_text_lines(files) }}
        ),

        headers as (
            select
                source_path,
                min(line_number) as header_number,
                list_transform(
                    {{ csv_cells("arg_min(line, line_number)") }}, lambda name: trim(name)
                ) as names
            from lines
            group by source_path
        ),

        odd_lines as (
            select
                source_path,
                line_number,
                lead(line_number) over (partition by source_path order by line_number) as next_odd,
                row_number() over (partition by source_path order by line_number) as odd_rank
            from lines
            where (length(line) - length(replace(line, '"', ''))) % 2 = 1
        ),

        joined_lines as (
            select spans.source_path, spans.line_number, spans.next_odd, spans.odd_rank,
                string_agg(lines.line, chr(10) order by lines.line_number) as text
            from (
                select *, unnest(generate_series(line_number, next_odd)) as member_number
                from odd_lines
                where next_odd - line_number <= {{ csv_lines_per_record() }}
            ) as spans
            inner join lines on spans.member_number = lines.line_number
            group by all
        ),

        -- Of neighbouring pairs that would both do, the first one opened the value.
        closed_pairs as (
            select
                joined_lines.*,
                odd_rank - row_number() over (
                    partition by source_path order by odd_rank
                ) as run_number
            from joined_lines
            inner join headers using (source_path)
            where {{ csv_is_wellformed("text") }} and len({{ csv_cells("text") }}) = len(names)
        ),

        long_records as (
            select source_path, line_number, next_odd, text
            from closed_pairs
            qualify row_number() over (
                partition by source_path, run_number order by odd_rank
            ) % 2 = 1
        ),

        texts as (
            select source_path, text from long_records
            union all
            select lines.source_path, lines.line
            from lines
            inner join headers using (source_path)
            where lines.line_number > headers.header_number
                and trim(lines.line) != ''
                and lines.line_number not in (
                    select unnest(generate_series(line_number, next_odd)) from long_records
                )
        ),

        split as (
            select
                source_path,
                text,
                names,
                case
                    when not contains(text, '"') then string_split(text, ',')
                    when {{ csv_is_wellformed("text") }} then {{ csv_cells("text") }}
                end as cells
            from texts
            inner join headers using (source_path)
        )

        select
            source_path,
            text as raw_text,
            case
                when len(cells) = len(names)
                    then cast(to_json(map_from_entries(list_filter(
                        list_zip(names, cells), lambda cell: cell[2] != ''
                    ))) as varchar)
            end as record
        from split
    ) as csv_records
{%- endmacro %}

{#- How many lines one CSV record may span; a bound keeps a stray quote from costing much. -#}
{% macro csv_lines_per_record() %}{{ return(1000) }}{% endmacro %}

{#- The cells of a well-formed CSV record, unquoted. -#}
{% macro csv_cells(text) -%}
    list_transform(
        regexp_extract_all(',' || {{ text }}, ',("(?:[^"]|"")*"|[^",]*)', 1),
        lambda cell: case
            when starts_with(cell, '"') then replace(cell[2:-2], '""', '"') else cell
        end
    )
{%- endmacro %}

{% macro csv_is_wellformed(text) -%}
    regexp_full_match(',' || {{ text }}, '(?:,(?:"(?:[^"]|"")*"|[^",]*))+')
{%- endmacro %}
