{#- Points and entries are no common currency: KPIs are ranked within their score, steps within
    their journey. -#}
with points as (
    select
        'kpi' as friction_kind,
        journey_id,
        cast(null as integer) as version,
        period_kind,
        period_start,
        segment_kind,
        segment,
        stage_id,
        kpi_id,
        cast(null as {{ dbt.type_string() }}) as step_id,
        'points' as loss_unit,
        opportunity as loss,
        sample_size,
        raw_value as observed_value,
        interval_low,
        interval_high,
        cast(null as {{ dbt.type_string() }}) as best_segment,
        target_value as compared_value,
        is_significant,
        {{ kpi_friction_sentence() }} as sentence,
        score_id as ranked_within
    from {{ ref('int_scores__kpi_frictions') }}
),

entries as (
    select
        'step' as friction_kind,
        journey_id,
        version,
        'all' as period_kind,
        cast(null as date) as period_start,
        segment_kind,
        segment,
        stage_id,
        cast(null as {{ dbt.type_string() }}) as kpi_id,
        step_id,
        'entries' as loss_unit,
        entries_lost as loss,
        entries_reaching as sample_size,
        moving_on_rate as observed_value,
        interval_low,
        interval_high,
        best_segment,
        best_rate as compared_value,
        is_significant,
        {{ step_friction_sentence() }} as sentence,
        journey_id as ranked_within
    from {{ ref('int_scores__step_frictions') }}
),

points_and_entries as (
    select * from points
    union all
    select * from entries
),

ranked as (
    select
        *,
        row_number() over (
            partition by loss_unit, ranked_within
            order by
                round(loss, 9) desc, kpi_id asc, version desc, step_id asc, segment_kind asc,
                segment asc
        ) as loss_rank
    from points_and_entries
)

select
    md5(
        loss_unit || '|' || ranked_within || '|' || coalesce(kpi_id, '')
        || '|' || coalesce(cast(version as {{ dbt.type_string() }}), '')
        || '|' || coalesce(step_id, '') || '|' || segment_kind || '|' || segment
    ) as friction_point_id,
    friction_kind,
    journey_id,
    version,
    period_kind,
    period_start,
    segment_kind,
    segment,
    stage_id,
    kpi_id,
    step_id,
    loss_unit,
    loss_rank,
    loss,
    sample_size,
    observed_value,
    interval_low,
    interval_high,
    best_segment,
    compared_value,
    is_significant,
    sentence
from ranked
