{#- The records of the CSV files in `csv_lines` by RFC 4180 (comma, double quotes, a header line).
    A record is one line, unless the line leaves a quoted value open and the next line with an odd
    number of quotes closes it so that the whole has the header's number of cells. Otherwise that
    one line is malformed and reading goes on with the next one: a reader that trusts every quote
    would lose all lines up to the next one. A line end inside a value is `\n`, or `\r\n` where all
    those of the file are. -#}
{% macro csv_records() -%}
    select source_path, raw_text, record, record is null as is_malformed from (
        with headers as (
            {{ csv_headers() }}
        ),

        -- A line that can't be read closes no value, but ends any that is open.
        odd_lines as (
            select
                source_path,
                line_number,
                lead(line_number) over lines_of_file as next_odd,
                row_number() over lines_of_file as odd_rank
            from {{ csv_lines() }}
            where line is null or (length(line) - length(replace(line, '"', ''))) % 2 = 1
            window lines_of_file as (partition by source_path order by line_number)
        ),

        joined_lines as (
            select
                spans.source_path,
                spans.line_number,
                spans.next_odd,
                spans.odd_rank,
                string_agg(lines.line, chr(10) order by lines.line_number) as text
            from (
                select *, unnest(generate_series(line_number, next_odd)) as member_number
                from odd_lines
                where next_odd - line_number <= {{ csv_lines_per_record() }}
            ) as spans
            inner join {{ csv_lines() }} as lines on spans.member_number = lines.line_number
            group by all
        ),

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

        -- In a run of lines each of which could close the one before, every other pair is a value.
        -- Where one line must be left over, the first or the last, fewer lines inside values wins.
        paired as (
            select
                *,
                row_number() over run_of_pairs % 2 as parity,
                count(*) over (partition by source_path, run_number) % 2 as pair_count_is_odd
            from closed_pairs
            window run_of_pairs as (partition by source_path, run_number order by odd_rank)
        ),

        chosen as (
            select * from paired
            window run_of_pairs as (partition by source_path, run_number)
            qualify parity = case
                when pair_count_is_odd = 0
                    and sum(case when parity = 0 then next_odd - line_number end) over run_of_pairs
                    < sum(case when parity = 1 then next_odd - line_number end) over run_of_pairs
                    then 0
                else 1
            end
        ),

        long_records as (
            select
                source_path,
                line_number,
                next_odd,
                case
                    when bool_and(regexp_full_match(text, '(?:[^\n]|\n\n)*')) over (
                        partition by source_path
                    ) then replace(text, chr(10) || chr(10), chr(13) || chr(10))
                    else text
                end as text
            from chosen
        ),

        texts as (
            select source_path, text, text as raw_text from long_records
            union all
            select lines.source_path, lines.line, lines.raw_text
            from {{ csv_lines() }} as lines
            inner join headers using (source_path)
            where lines.line_number > headers.header_number
                and not {{ is_blank("lines.raw_text") }}
                and lines.line_number not in (
                    select unnest(generate_series(line_number, next_odd)) from long_records
                )
        ),

        split as (
            select
                source_path,
                raw_text,
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
            raw_text,
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
{% macro csv_lines_per_record() %}{{ return(20000) }}{% endmacro %}
