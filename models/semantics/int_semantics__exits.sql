select
    ---------- ids
    entry_id,
    journey_id,
    version,
    user_key,

    ---------- time
    {{ reporting_date("exited_at") }} as exited_on,

    ---------- how it ended
    exit_reason,
    last_step_id,
    next_event_name,
    is_excluded,

    ---------- where from
    channel,
    platform,
    segment
from {{ ref('fct_journey_exits') }}
