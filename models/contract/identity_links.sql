{{ config(materialized="view") }}

select
    source,
    raw_entity,
    left_type,
    left_value,
    right_type,
    right_value,
    linked_at
from {{ ref('int_contract__judged_identity_links') }}
where rejection_reason is null and not is_duplicate
