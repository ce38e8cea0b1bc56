{#- A stage of which less than half the weight is known has no score. -#}
with stages as (
    select
        score_id,
        stage_id,
        min(stage_share) as stage_share,
        coalesce(
            {{ exact_sum("case when availability = 'available' then kpi_share end") }}, 0
        ) as available_share,
        {{ exact_sum("kpi_share * kpi_score") }} as weighted_scores,
        coalesce({{ exact_sum("power(kpi_share * kpi_score_error, 2)") }}, 0) as weighted_variances
    from {{ ref('int_scores__kpi_scores') }}
    group by score_id, stage_id
)

select
    score_id,
    stage_id,
    stage_share,
    available_share,
    case
        when round(available_share, 9) >= 0.5 then weighted_scores / available_share
    end as stage_score,
    case
        when round(available_share, 9) >= 0.5 then sqrt(weighted_variances) / available_share
    end as stage_score_error
from stages
