{#- The period before is the one before in the calendar, present or not; `all` has none. -#}
with scores as (
    select
        score_id,
        min(score_journey) as score_journey,
        min(period_key) as period_key,
        min(segment_kind) as segment_kind,
        min(segment) as segment,
        count(*) as kpi_count,
        count(case when availability = 'available' then 1 end) as available_kpi_count,
        min(
            case when availability = 'available' and not is_mature then 0 else 1 end
        ) = 1 as has_mature_kpis
    from {{ ref('int_scores__kpi_scores') }}
    group by score_id
)

select
    scores.score_id,
    scores.score_journey,
    nullif(scores.score_journey, '') as journey_id,
    periods.period_kind,
    periods.period_start,
    scores.segment_kind,
    scores.segment,
    case
        when periods.period_start is not null
            then
                {{ score_id(
                    "scores.score_journey", "periods.previous_period_key",
                    "scores.segment_kind", "scores.segment"
                ) }}
    end as previous_score_id,
    scores.kpi_count,
    scores.available_kpi_count,
    scores.has_mature_kpis and periods.is_over as is_mature
from scores
inner join {{ ref('int_scores__periods') }} as periods
    on scores.period_key = periods.period_key
