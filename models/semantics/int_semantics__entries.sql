select
    ---------- ids
    entry_id,
    journey_id,
    version,
    participant_key,
    user_key,

    ---------- time
    {{ reporting_date("entered_at") }} as entered_on,

    ---------- what became of it
    status,
    end_reason,
    last_step_id,
    is_converted,
    is_completed,
    is_mature,
    is_excluded,

    ---------- where from
    channel,
    platform,
    segment
from {{ ref('fct_journey_entries') }}
