{{ config(materialized="view") }}

{#- Links that would be accepted if nobody were erased. -#}
-- depends_on: {{ ref('int_erasure__mode') }}
select distinct
    left_type,
    left_value,
    right_type,
    right_value,
    linked_at
from {{ ref('int_erasure__seen_identity_links') }}
where rejection_reason is null and {{ "true" if erasure_mode() == "resolve" else "false" }}
