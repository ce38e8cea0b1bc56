{{ config(materialized="view") }}

{#- Accepted, duplicate or rejected, and why: exactly one of them for each raw record. No CTE stands
    between: readers then pay for the columns they ask for. -#}
-- depends_on: {{ ref('int_erasure__forgotten_records') }}
select
    reasoned.*,
    false as is_duplicate
from {{ ref('int_contract__reasoned_events') }} as reasoned
left join {{ ref('int_contract__repeated_records') }} as repeated
    on reasoned.event_id = repeated.event_id and not repeated.is_duplicate
where repeated.event_id is null or reasoned.rejection_reason is not null

union all

select * from {{ ref('int_contract__repeated_records') }}
