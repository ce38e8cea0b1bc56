select
    period_start,
    status,
    score,
    interval_low,
    interval_high,
    score_change,
    performance_change,
    mix_change,
    trend,
    coverage
from fct_journey_scores
where
    journey_id is not distinct from $journey_id
    and period_kind = 'month'
    and segment_kind = 'all'
    and period_start <= (
        select max(period_start) from rpt_lifecycle where period_kind = 'month' and is_over
    )
order by period_start desc
limit 24
