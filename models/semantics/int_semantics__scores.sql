select
    score_id,
    journey_id,
    period_kind,
    period_start,
    segment_kind,
    segment,
    status,
    score
from {{ ref('fct_journey_scores') }}
