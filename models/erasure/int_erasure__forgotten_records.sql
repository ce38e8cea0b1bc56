{{ config(
    materialized="kept",
    forgets="unresolved_erasures",
    pre_hook="{{ hold_untold_records() }}",
    post_hook="{{ forget_erased_records() }}"
) }}

{#- Counted, and then forgotten: what the run has read of them in the clear, and how it found them
    out, is emptied in the same transaction. -#}
-- depends_on: {{ ref('int_erasure__mode') }}
-- depends_on: {{ ref('int_contract__reasoned_events') }}
{%- for source, entity in source_entities() if entity in erased_entities() %}
-- depends_on: {{ ref("stg_" ~ source ~ "__" ~ entity[:-1] ~ "_records") }}
{%- endfor %}
-- depends_on: {{ ref('int_erasure__unpurged_runs') }}
-- depends_on: {{ ref('int_erasure__untold_records') }}
with records as (
    {%- for entity in erased_entities() %}
        select
            erased.request_key,
            erased.source,
            erased.entity,
            erased.source_file
        from {{ ref("int_erasure__seen_" ~ entity) }} as records
        inner join {{ ref('int_erasure__erased_records') }} as erased
            on
                records.source = erased.source
                and records.source_file = erased.source_file
                and records.raw_text = erased.raw_text
                and erased.entity = '{{ entity }}'
        where {{ is_own_record(entity) }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    request_key,
    source,
    entity,
    source_file,
    count(*) as record_count
from records
group by request_key, source, entity, source_file
