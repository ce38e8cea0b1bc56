-- Law 8: the contributions of a score's KPIs sum to it, contribution + opportunity = weight × 100
-- for each of them, and the changes by performance and by mix sum to its change.
with contributions as (
    select
        score_id,
        sum(contribution) as contribution,
        sum(opportunity) as opportunity,
        sum(effective_weight) as effective_weight,
        sum(performance_change + mix_change) as score_change,
        max(abs(contribution + opportunity - 100 * effective_weight)) as gap
    from {{ ref('fct_score_contributions') }}
    group by score_id
),

stages as (
    select
        score_id,
        sum(contribution) as contribution
    from {{ ref('fct_stage_scores') }}
    group by score_id
)

select scores.*
from {{ ref('fct_journey_scores') }} as scores
left join contributions on scores.score_id = contributions.score_id
left join stages on scores.score_id = stages.score_id
where
    (scores.status = 'ok') != (scores.score is not null)
    or (scores.score is null) != (contributions.contribution is null)
    or abs(contributions.contribution - scores.score) > 1e-6
    or abs(stages.contribution - scores.score) > 1e-6
    or abs(contributions.opportunity - (100 - scores.score)) > 1e-6
    or (scores.score is not null and abs(contributions.effective_weight - 1) > 1e-6)
    or contributions.gap > 1e-6
    or (scores.score_change is null) != (scores.performance_change is null)
    or abs(scores.score_change - scores.performance_change - scores.mix_change) > 1e-6
    or abs(scores.score_change - contributions.score_change) > 1e-6
