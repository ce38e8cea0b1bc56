{{ config(
    materialized="kept", forgets="changed_events", long_texts=["raw_text", "properties"]
) }}

{#- Of several accepted records with one id the earliest received stays, then the least by its whole
    text. They are few; kept apart, their texts are not read and sorted again by all who ask. -#}
-- depends_on: {{ ref('int_erasure__forgotten_records') }}
-- depends_on: {{ ref('int_scope__changed_events') }}
with repeated as (
    select event_id
    from {{ ref('int_contract__reasoned_events') }}
    where
        rejection_reason is null
        and {{ changed_events() if keeps_rows() else "true" }}
    group by event_id
    having count(*) > 1
)

select
    reasoned.*,
    row_number() over (
        partition by reasoned.event_id
        order by
            coalesce(reasoned.received_at, reasoned.occurred_at),
            reasoned.raw_text,
            reasoned.source,
            reasoned.source_file
    ) > 1 as is_duplicate
from {{ ref('int_contract__reasoned_events') }} as reasoned
inner join repeated on reasoned.event_id = repeated.event_id
where reasoned.rejection_reason is null
