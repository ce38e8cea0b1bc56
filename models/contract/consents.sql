{{ config(materialized="view") }}

select
    source,
    raw_entity,
    identifier_type,
    identifier_value,
    purpose,
    is_granted,
    changed_at
from {{ ref('int_contract__judged_consents') }}
where rejection_reason is null and not is_duplicate
