{#- Without enough data there is no number, not even one that the sum of others would give away. A
    change within what chance explains is no trend. -#}
with published as (
    select * from {{ ref('int_scores__journey_scores') }}
    where is_published
),

coverages as (
    select
        score_id,
        coverage
    from {{ ref('int_scores__journey_scores') }}
),

contributions as (
    select
        score_id,
        {{ exact_sum("case when not has_error then effective_weight else 0 end") }}
            as weight_without_error
    from {{ ref('int_scores__contributions') }}
    group by score_id
),

changes as (
    select
        score_id,
        {{ exact_sum("performance_change") }} as performance_change,
        {{ exact_sum("mix_change") }} as mix_change
    from {{ ref('int_scores__changes') }}
    group by score_id
)

select
    scores.score_id,
    scores.journey_id,
    scores.period_kind,
    scores.period_start,
    scores.segment_kind,
    scores.segment,
    case when published.score_id is null then 'insufficient_data' else 'ok' end as status,
    published.score,
    published.standard_error,
    {{ score_bound("published.score", "published.standard_error", -1) }} as interval_low,
    {{ score_bound("published.score", "published.standard_error", 1) }} as interval_high,
    coverages.coverage,
    published.stage_sum,
    published.geometric_mean,
    scores.kpi_count,
    scores.available_kpi_count,
    case
        when published.score_id is not null then contributions.weight_without_error
    end as weight_without_error,
    scores.is_mature,
    pairs.previous_score,
    pairs.score_change,
    changes.performance_change,
    changes.mix_change,
    case
        when pairs.score_change is null then null
        when
            round(abs(pairs.score_change), 9) <= {{ normal_quantile() }} * pairs.change_error
            then 'stable'
        when pairs.score_change > 0 then 'up'
        when pairs.score_change < 0 then 'down'
        else 'stable'
    end as trend
from {{ ref('int_scores__scores') }} as scores
inner join coverages on scores.score_id = coverages.score_id
inner join contributions on scores.score_id = contributions.score_id
left join published on scores.score_id = published.score_id
left join {{ ref('int_scores__pairs') }} as pairs on scores.score_id = pairs.score_id
left join changes on scores.score_id = changes.score_id
