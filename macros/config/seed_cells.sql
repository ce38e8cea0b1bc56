{#- One row per cell of a seed, with what its column takes. -#}
{% macro seed_cells(seed) %}
    {%- set relation = ref(seed) -%}
    {%- if execute -%}
    {%- set columns = seed_columns(seed_node(seed)) -%}
    select
        '{{ seed }}.csv' as file_name,
        seed.csv_row as row_number,
        columns.*,
        case columns.column_name
            {%- for column in columns %}
            when '{{ column.name }}' then seed.{{ column.name }}
            {%- endfor %}
        end as value
    from {{ relation }} as seed
    cross join (
        values
        {%- for column in columns %}
        {%- set meta = column.meta %}
        (
            '{{ column.name }}', {{ meta.get("required", false) }}, '{{ meta.get("type", "text") }}',
            {{ meta.get("minimum", -1e15 if meta.get("type") == "decimal" else 0) }},
            {{ meta.get("maximum", 1e9) }},
            '{{ meta.get("choices", []) | join("|") }}', '{{ cell_remedy(meta) }}'
        ){{ "," if not loop.last }}
        {%- endfor %}
    ) as columns (column_name, is_required, type, minimum, maximum, choices, remedy)
    {%- endif -%}
{% endmacro %}
