{{ config(materialized="view") }}

{#- Accepted, duplicate or rejected, and why: exactly one of them for each raw record. Of several
    records with one id the earliest received stays, then the least by its whole text. Only they
    are sorted, and no CTE stands between: readers then pay for the columns they ask for. -#}
-- depends_on: {{ ref('int_erasure__forgotten_records') }}
select
    reasoned.*,
    false as is_duplicate
from {{ ref('int_contract__reasoned_events') }} as reasoned
left join {{ ref('int_contract__repeated_events') }} as repeated
    on reasoned.event_id = repeated.event_id
where repeated.event_id is null or reasoned.rejection_reason is not null

union all

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
inner join {{ ref('int_contract__repeated_events') }} as repeated
    on reasoned.event_id = repeated.event_id
where reasoned.rejection_reason is null
