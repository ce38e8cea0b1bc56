{#- A KPI that the period before had and this one has no more keeps a row for what its going did
    to the score. -#}
with contributions as (
    select * from {{ ref('int_scores__contributions') }}
),

changes as (
    select * from {{ ref('int_scores__changes') }}
),

present as (
    select
        contributions.*,
        changes.performance_change,
        changes.mix_change
    from contributions
    left join changes
        on
            contributions.score_id = changes.score_id
            and contributions.kpi_id = changes.kpi_id
),

retired as (
    select
        changes.score_id,
        contributions.stage_id,
        contributions.kpi_id,
        contributions.kpi_name,
        'retired' as availability,
        false as has_error,
        false as is_clipped,
        0e0 as effective_weight,
        0e0 as contribution,
        0e0 as opportunity,
        changes.performance_change,
        changes.mix_change
    from changes
    inner join contributions
        on
            changes.previous_score_id = contributions.score_id
            and changes.kpi_id = contributions.kpi_id
    where changes.is_retired
),

rows_of_both as (
    select
        score_id,
        stage_id,
        kpi_id,
        kpi_name,
        availability,
        raw_value,
        sample_size,
        shrunk_value,
        floor_value,
        target_value,
        kpi_score,
        kpi_score_error,
        has_error,
        is_clipped,
        effective_weight,
        contribution,
        opportunity,
        performance_change,
        mix_change
    from present

    union all

    select
        score_id,
        stage_id,
        kpi_id,
        kpi_name,
        availability,
        cast(null as double) as raw_value,
        cast(null as bigint) as sample_size,
        cast(null as double) as shrunk_value,
        cast(null as double) as floor_value,
        cast(null as double) as target_value,
        cast(null as double) as kpi_score,
        cast(null as double) as kpi_score_error,
        has_error,
        is_clipped,
        effective_weight,
        contribution,
        opportunity,
        performance_change,
        mix_change
    from retired
)

select
    md5(rows_of_both.score_id || '|' || rows_of_both.kpi_id) as contribution_id,
    rows_of_both.score_id,
    scores.journey_id,
    scores.period_kind,
    scores.period_start,
    scores.segment_kind,
    scores.segment,
    rows_of_both.stage_id,
    rows_of_both.kpi_id,
    rows_of_both.kpi_name,
    rows_of_both.availability,
    rows_of_both.raw_value,
    rows_of_both.sample_size,
    rows_of_both.shrunk_value,
    rows_of_both.floor_value,
    rows_of_both.target_value,
    rows_of_both.kpi_score,
    rows_of_both.kpi_score_error,
    rows_of_both.has_error,
    rows_of_both.is_clipped,
    rows_of_both.effective_weight,
    rows_of_both.contribution,
    rows_of_both.opportunity,
    rows_of_both.performance_change,
    rows_of_both.mix_change
from rows_of_both
inner join {{ ref('int_scores__scores') }} as scores
    on rows_of_both.score_id = scores.score_id
