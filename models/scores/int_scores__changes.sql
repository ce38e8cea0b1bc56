{#- What a KPI did to the score: by doing better or worse (its mean weight times the change of its
    own score) or by weighing more or less (its mean score times the change of its weight). A KPI
    that is there in one of two periods weighs nothing in the other and keeps its score, so that
    its coming or going is never taken for a performance. -#}
with pairs as (
    select * from {{ ref('int_scores__pairs') }}
),

contributions as (
    select * from {{ ref('int_scores__contributions') }}
),

concerned as (
    select
        pairs.score_id,
        pairs.previous_score_id,
        contributions.kpi_id
    from pairs
    inner join contributions on pairs.score_id = contributions.score_id

    union distinct

    select
        pairs.score_id,
        pairs.previous_score_id,
        contributions.kpi_id
    from pairs
    inner join contributions on pairs.previous_score_id = contributions.score_id
),

compared as (
    select
        concerned.*,
        later.kpi_id is null as is_retired,
        coalesce(later.effective_weight, 0) as weight_now,
        coalesce(earlier.effective_weight, 0) as weight_before,
        coalesce(later.kpi_score, earlier.kpi_score, 0) as score_now,
        coalesce(earlier.kpi_score, later.kpi_score, 0) as score_before
    from concerned
    left join contributions as later
        on concerned.score_id = later.score_id and concerned.kpi_id = later.kpi_id
    left join contributions as earlier
        on concerned.previous_score_id = earlier.score_id and concerned.kpi_id = earlier.kpi_id
)

select
    score_id,
    previous_score_id,
    kpi_id,
    is_retired,
    (weight_before + weight_now) / 2 * (score_now - score_before) as performance_change,
    (score_before + score_now) / 2 * (weight_now - weight_before) as mix_change
from compared
where not is_retired or weight_before > 0
