{{ config(materialized="view") }}

select
    source,
    endpoint_id,
    user_id,
    changed_at,
    record
from {{ ref('int_contract__judged_endpoints') }}
where rejection_reason is null and not is_duplicate
