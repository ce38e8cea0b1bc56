{#- The raw rows are counted where they were read, the others where they ended: that both agree is
    a law and no tautology. -#}
with judged as (
    {%- for entity in var("sources") %}
        select
            source,
            '{{ entity }}' as entity,
            source_file,
            rejection_reason,
            is_duplicate
        from {{ judged_relation(entity) }}
        where {{ is_own_record(entity) }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

raw as (
    {%- for source, entity in source_entities() %}
        select
            '{{ source }}' as source,
            '{{ entity }}' as entity,
            source_file,
            count(*) as raw_rows
        from {{ ref("stg_" ~ source ~ "__" ~ entity[:-1] ~ "_records") }}
        group by source_file
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

ended as (
    select
        source,
        entity,
        source_file,
        count(case when rejection_reason is null and not is_duplicate then 1 end)
            as accepted_rows,
        count(case when is_duplicate then 1 end) as duplicate_rows,
        {%- for reason in rejection_reasons() %}
            count(case when rejection_reason = '{{ reason }}' then 1 end) as rejected_{{ reason }},
        {%- endfor %}
        count(rejection_reason) as rejected_rows
    from judged
    group by source, entity, source_file
)

select
    md5(raw.source || '|' || raw.entity || '|' || raw.source_file) as load_key,
    raw.source,
    raw.entity,
    raw.source_file,
    raw.raw_rows,
    coalesce(ended.accepted_rows, 0) as accepted_rows,
    coalesce(ended.duplicate_rows, 0) as duplicate_rows,
    {%- for reason in rejection_reasons() %}
        coalesce(ended.rejected_{{ reason }}, 0) as rejected_{{ reason }},
    {%- endfor %}
    coalesce(ended.rejected_rows, 0) as rejected_rows
from raw
left join ended
    on
        raw.source = ended.source
        and raw.entity = ended.entity
        and raw.source_file = ended.source_file
