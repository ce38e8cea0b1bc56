select
    contributions.kpi_name,
    stages.stage_name,
    contributions.raw_value,
    kpis.unit,
    contributions.floor_value,
    contributions.target_value,
    contributions.sample_size,
    contributions.kpi_score,
    contributions.effective_weight,
    contributions.contribution,
    contributions.opportunity,
    contributions.availability
from fct_score_contributions as contributions
left join fct_stage_scores as stages
    on
        contributions.score_id = stages.score_id
        and contributions.stage_id = stages.stage_id
left join dim_kpis as kpis on contributions.kpi_id = kpis.kpi_id and kpis.valid_to is null
where
    contributions.journey_id is not distinct from $journey_id
    and contributions.period_kind = 'all'
    and contributions.segment_kind = 'all'
order by contributions.opportunity desc, contributions.kpi_name
limit 30
