{#- The floor is 0 and the target 100, whichever of them is the larger. Beyond them a KPI scores no
    less and no more, and a small change would not move it, so that it has no error. -#}
with scaled as (
    select
        *,
        100 * (shrunk_value - floor_value) / (target_value - floor_value) as unclipped_score,
        case
            when observations + prior_observations > 0
                then
                    sqrt(greatest(variance, 0e0) * observations)
                    / (observations + prior_observations)
        end as shrunk_error
    from {{ ref('int_scores__shrunk_kpis') }}
),

clipped as (
    select
        *,
        coalesce(
            round(unclipped_score, 9) < 0 or round(unclipped_score, 9) > 100, false
        ) as is_clipped,
        case
            when unclipped_score < 0 then 0e0
            when unclipped_score > 100 then 100e0
            else unclipped_score
        end as kpi_score
    from scaled
)

select
    score_id,
    score_journey,
    period_key,
    segment_kind,
    segment,
    stage_id,
    stage_share,
    kpi_id,
    kpi_name,
    kind,
    unit,
    is_complement,
    is_proportion,
    kpi_share,
    availability,
    numerator,
    denominator,
    sample_size,
    raw_value,
    interval_low,
    interval_high,
    is_mature,
    floor_value,
    target_value,
    shrunk_value,
    kpi_score,
    is_clipped,
    variance is not null and not is_clipped as has_error,
    case
        when kpi_score is null then null
        when is_clipped or shrunk_error is null then 0e0
        else 100 / abs(target_value - floor_value) * shrunk_error
    end as kpi_score_error
from clipped
