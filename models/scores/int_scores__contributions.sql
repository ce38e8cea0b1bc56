{#- The effective weight is the KPI's share among the known KPIs of its stage, times the stage's
    among the stages with a score; it is 0 where either is not known. -#}
with weighted as (
    select
        kpis.*,
        journeys.is_published,
        case
            when kpis.availability = 'available' and stage_scores.stage_score is not null
                then
                    stage_scores.stage_share / journeys.available_stage_share
                    * kpis.kpi_share / stage_scores.available_share
            else 0e0
        end as effective_weight
    from {{ ref('int_scores__kpi_scores') }} as kpis
    inner join {{ ref('int_scores__stage_scores') }} as stage_scores
        on kpis.score_id = stage_scores.score_id and kpis.stage_id = stage_scores.stage_id
    inner join {{ ref('int_scores__journey_scores') }} as journeys
        on kpis.score_id = journeys.score_id
)

select
    *,
    case when is_published then effective_weight * coalesce(kpi_score, 0) end as contribution,
    case
        when is_published then effective_weight * (100 - coalesce(kpi_score, 0))
    end as opportunity
from weighted
