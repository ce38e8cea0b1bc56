{{ config(materialized="view") }}

select
    md5(
        identifier_type || '|' || identifier_hash || '|'
        || cast(requested_at as {{ dbt.type_string() }})
    ) as request_key,
    source,
    identifier_type,
    identifier_hash,
    requested_at
from {{ ref('int_contract__judged_erasure_requests') }}
where rejection_reason is null and not is_duplicate
