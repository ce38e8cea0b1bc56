select
    version,
    participant,
    reentry,
    step_order,
    window_minutes,
    inactivity_minutes,
    conversion_tail_minutes,
    holdout_percent,
    consent_purpose,
    segment_property,
    valid_from,
    starts_at,
    ends_at
from dim_journeys
where journey_id = $journey_id
order by version desc
