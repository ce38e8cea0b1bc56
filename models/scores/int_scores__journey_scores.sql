{#- The geometric mean takes a stage of 0 for one of 1: the logarithm needs more than nothing. -#}
with totals as (
    select
        score_id,
        {{ exact_sum("stage_share * available_share") }} as coverage,
        {{ exact_sum("case when stage_score is not null then stage_share end") }}
            as available_stage_share,
        {{ exact_sum("stage_share * stage_score") }} as weighted_scores,
        {{ exact_sum("power(stage_share * stage_score_error, 2)") }} as weighted_variances,
        {{ exact_sum("stage_score") }} as stage_sum,
        {{ exact_sum("stage_share * ln(greatest(stage_score, 1e0))") }} as weighted_logarithms
    from {{ ref('int_scores__stage_scores') }}
    group by score_id
)

select
    score_id,
    coverage,
    available_stage_share,
    weighted_scores / available_stage_share as score,
    sqrt(weighted_variances) / available_stage_share as standard_error,
    stage_sum,
    exp(weighted_logarithms / available_stage_share) as geometric_mean,
    available_stage_share is not null
    and round(coverage, 9) >= {{ var("score_min_coverage") }} as is_published
from totals
