-- Cells that are empty and may not be, or that hold what their column does not take.
{{ config(materialized="ephemeral") }}

with cells as (
    {% for seed in configuration_seeds() %}
        {{ seed_cells(seed) }}
        {{ "union all" if not loop.last }}
    {% endfor %}
),

-- Blanks make no difference to a reader, so a cell of blanks is a mistake, unless it is a value
-- to compare with.
judged as (
    select
        *,
        case
            when value is null then case when is_required then 'empty' end
            when type = 'verbatim' then null
            when {{ is_blank("value") }} then 'only blanks'
            when choices <> '' and (
                value like '%|%' or position('|' || value || '|' in '|' || choices || '|') = 0
            ) then 'unknown ' || column_name
            when type = 'flag' and {{ parse_flag("value") }} is null then 'neither true nor false'
            when type = 'integer' and not {{ matches_regex("value", "'^(0|[1-9][0-9]*)$'") }}
                then 'no whole number'
            when
                type in ('number', 'decimal')
                and not {{ matches_regex("value", "'^[+-]?[0-9]+([.][0-9]+)?$'") }}
                then 'no number'
            when
                type in ('integer', 'number', 'decimal')
                and not try_cast(value as double) between minimum and maximum
                then 'out of range'
            when
                type = 'timestamp'
                and (value not like '____-__-__%' or {{ parse_timestamp("value") }} is null)
                then 'no time'
            when type = 'property' and not {{ matches_regex("value", "'^[^.]+([.][^.]+)*$'") }}
                then 'no name'
        end as problem
    from cells
)

select
    file_name,
    row_number,
    column_name,
    value,
    problem,
    remedy
from judged
where problem is not null
