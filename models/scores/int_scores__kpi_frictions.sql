{#- A KPI below its target, in scores that are shown. A target within the interval may be met. -#}
with contributions as (
    select * from {{ ref('int_scores__contributions') }}
    where
        opportunity > 0
        and sample_size >= {{ var("friction_min_sample") }}
)

select
    contributions.*,
    scores.journey_id,
    scores.period_kind,
    scores.period_start,
    case
        when contributions.is_complement then contributions.denominator - contributions.numerator
        else contributions.numerator
    end as successes,
    case
        when contributions.target_value > contributions.floor_value
            then contributions.interval_high < contributions.target_value
        else contributions.interval_low > contributions.target_value
    end as is_significant
from contributions
inner join {{ ref('int_scores__scores') }} as scores
    on contributions.score_id = scores.score_id
