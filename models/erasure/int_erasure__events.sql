{{ config(materialized="view") }}

{#- Records that would be accepted, or repeat one that would, if nobody were erased. -#}
-- depends_on: {{ ref('int_erasure__mode') }}
select
    event_id,
    occurred_at,
    sequence,
    endpoint_id,
    anonymous_id,
    user_id,
    identifiers
from {{ ref('int_erasure__seen_events') }}
where rejection_reason is null and {{ "true" if erasure_mode() == "resolve" else "false" }}
