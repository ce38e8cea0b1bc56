{{ config(materialized="view") }}

select
    source,
    identifier_type,
    identifier_value,
    requested_at
from {{ ref('int_contract__judged_erasure_requests') }}
where rejection_reason is null and not is_duplicate
