{#- The records of files of tab-separated values without a header line: each line is one, and has a
    value for each of the columns. Nothing is quoted; an empty value is absent. -#}
{% macro tsv_records(files, columns) -%}
    select
        source_path,
        line as raw_text,
        case
            when len(cells) = {{ columns | length }}
                then cast(to_json(map_from_entries(list_filter(
                    list_zip(['{{ columns | join("', '") }}'], cells),
                    lambda cell: cell[2] != ''
                ))) as varchar)
        end as record,
        len(cells) != {{ columns | length }} as is_malformed
    from (
        select
            *,
            string_split(line, chr(9)) as cells
        from ({{ read_text_lines(files) }}) as lines
        where not {{ is_blank("line") }}
    ) as split_lines
{%- endmacro %}
