select
    status,
    score,
    interval_low,
    interval_high,
    coverage,
    kpi_count,
    available_kpi_count
from fct_journey_scores
where
    journey_id is not distinct from $journey_id
    and period_kind = 'all'
    and segment_kind = 'all'
