select
    journey_id,
    version,
    event_id,
    user_key,
    {{ reporting_date("occurred_at") }} as attempted_on,
    block_reason,
    block_reason is not null as is_blocked
from {{ ref('fct_entry_attempts') }}
