{#- The numbers of a stage stand on their own: it may have a score in a journey that has none. -#}
with changes as (
    select
        pairs.score_id,
        earlier.stage_id,
        earlier.stage_score
    from {{ ref('int_scores__pairs') }} as pairs
    inner join {{ ref('int_scores__stage_scores') }} as earlier
        on pairs.previous_score_id = earlier.score_id
),

contributions as (
    select
        score_id,
        stage_id,
        {{ exact_sum("effective_weight") }} as effective_weight,
        {{ exact_sum("contribution") }} as contribution,
        {{ exact_sum("opportunity") }} as opportunity
    from {{ ref('int_scores__contributions') }}
    group by score_id, stage_id
)

select
    md5(stage_scores.score_id || '|' || stage_scores.stage_id) as stage_score_id,
    stage_scores.score_id,
    scores.journey_id,
    scores.period_kind,
    scores.period_start,
    scores.segment_kind,
    scores.segment,
    stage_scores.stage_id,
    stage_names.stage_name,
    stage_names.stage_index,
    case
        when stage_scores.stage_score is null then 'insufficient_data' else 'ok'
    end as status,
    stage_scores.stage_score,
    stage_scores.stage_score_error as standard_error,
    {{ score_bound("stage_scores.stage_score", "stage_scores.stage_score_error", -1) }}
        as interval_low,
    {{ score_bound("stage_scores.stage_score", "stage_scores.stage_score_error", 1) }}
        as interval_high,
    stage_scores.available_share as available_weight,
    stage_scores.stage_share as stage_weight,
    contributions.effective_weight,
    contributions.contribution,
    contributions.opportunity,
    changes.stage_score as previous_stage_score
from {{ ref('int_scores__stage_scores') }} as stage_scores
inner join {{ ref('int_scores__scores') }} as scores
    on stage_scores.score_id = scores.score_id
inner join {{ ref('int_config__stages') }} as stage_names
    on stage_scores.stage_id = stage_names.stage_id
inner join contributions
    on
        stage_scores.score_id = contributions.score_id
        and stage_scores.stage_id = contributions.stage_id
left join changes
    on
        stage_scores.score_id = changes.score_id
        and stage_scores.stage_id = changes.stage_id
