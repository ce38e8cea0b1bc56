{#- The cells of a well-formed CSV record, unquoted. -#}
{% macro csv_cells(text) -%}
    list_transform(
        regexp_extract_all(',' || {{ text }}, ',("(?:[^"]|"")*"|[^",]*)', 1),
        lambda cell: case
            when starts_with(cell, '"') then replace(cell[2:-2], '""', '"') else cell
        end
    )
{%- endmacro %}

{#- Whether a text is a CSV record: each cell quoted as a whole, or not at all. -#}
{% macro csv_is_wellformed(text) -%}
    regexp_full_match(',' || {{ text }}, '(?:,(?:"(?:[^"]|"")*"|[^",]*))+')
{%- endmacro %}
