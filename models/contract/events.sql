{{ config(materialized="view") }}

select
    event_id,
    source,
    event_name,
    occurred_at,
    coalesce(received_at, occurred_at) as received_at,
    sequence,
    endpoint_id,
    anonymous_id,
    user_id,
    identifiers,
    channel,
    platform,
    message_id,
    value,
    currency,
    properties
from {{ ref('int_contract__judged_events') }}
where rejection_reason is null and not is_duplicate
