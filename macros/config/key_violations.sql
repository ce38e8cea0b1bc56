{#- The rows of a seed that repeat a key of an earlier row. Times are compared as instants, and
    empty cells are alike where the column may be empty. -#}
{% macro key_violations(seed, key) %}
    {%- set metas = {} -%}
    {%- for column in seed_columns(seed_node(seed)) if column.name in key -%}
        {%- do metas.update({column.name: column.meta}) -%}
    {%- endfor -%}
    select
        '{{ seed }}.csv' as file_name,
        csv_row as row_number,
        '{{ key[-1] }}' as column_name,
        {{ key[-1] }} as value,
        'the same {{ key | join(", ") }} as in row ' || first_row as problem,
        'Change one of the two rows or remove it.' as remedy
    from (
        select
            *,
            min(csv_row) over (
                partition by
                {%- for name in key %}
                    {{ parse_timestamp(name) if metas[name].get("type") == "timestamp" else name }}
                    {{- "," if not loop.last }}
                {%- endfor %}
            ) as first_row
        from {{ ref(seed) }}
        where
            true
            {%- for name in key if metas[name].get("required") %}
            and {{ name }} is not null
            {%- endfor %}
            {%- for name in key if metas[name].get("type") == "timestamp" %}
            and ({{ name }} is null or {{ parse_timestamp(name) }} is not null)
            {%- endfor %}
    ) as numbered
    where csv_row > first_row
{% endmacro %}
