{#- Staged rows with the first reason to reject each, and whether an accepted one repeats another.
    `reasons` maps a reason to its condition on `staged`, the first that holds counts; rows that
    agree in all `columns` are duplicates of each other, across sources too. A row that is derived
    from a record of another entity is none that could be rejected: the record ends where it is. -#}
{% macro judged(entity, reasons, columns) -%}
with staged as (
    {{ staged(entity) }}
),

reasoned as (
    select
        staged.*,
        case
            {%- for reason, holds in reasons.items() %}
            when {{ holds }} then '{{ reason }}'
            {%- endfor %}
        end as rejection_reason
    from staged
)

select
    reasoned.*,
    rejection_reason is null
    and row_number() over (
        partition by rejection_reason, {{ columns | join(", ") }}
        order by source, source_file, raw_text
    ) > 1 as is_duplicate
from reasoned
where rejection_reason is null or raw_entity = '{{ entity }}'
{%- endmacro %}

{#- Whether an identifier's type is none that the seed lists, or its value is missing. -#}
{% macro is_unknown_identifier(type, value) -%}
    {{ value }} is null
            or coalesce({{ type }}, '') not in (
                select identifier_type from {{ ref("int_config__identifier_types") }}
            )
{%- endmacro %}
