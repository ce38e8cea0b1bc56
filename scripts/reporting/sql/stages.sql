select
    stage_name,
    stage_score,
    interval_low,
    interval_high,
    effective_weight,
    contribution,
    opportunity,
    status
from fct_stage_scores
where
    journey_id is not distinct from $journey_id
    and period_kind = 'all'
    and segment_kind = 'all'
order by stage_index
