{{ config(materialized="view") }}

{%- for entity in var("sources") %}
    select
        source,
        '{{ entity }}' as entity,
        source_file,
        nullif(raw_text, {{ erased_text() }}) as raw_text,
        rejection_reason
    from {{ judged_relation(entity) }}
    where rejection_reason is not null
    {{ "union all" if not loop.last }}
{%- endfor %}
