{{ config(materialized="table") }}

select
    coalesce({{ as_of_given() }}, max(received_at), max(occurred_at)) as as_of
from {{ ref('int_contract__judged_events') }}
where rejection_reason is null and not is_duplicate
