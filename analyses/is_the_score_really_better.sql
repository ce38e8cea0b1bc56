-- Did the score change from month to month, and because we did better or because other KPIs count?
select
    coalesce(journey_id, '(all)') as journey_id,
    period_start as month_start,
    score,
    interval_low,
    interval_high,
    score_change,
    performance_change,
    mix_change,
    trend,
    coverage
from {{ ref('fct_journey_scores') }}
where period_kind = 'month' and segment_kind = 'all'
order by journey_id, month_start
