select
    overview.journey_id,
    overview.journey_name,
    overview.lifetime_entries,
    overview.entry_users,
    overview.currently_in_journey,
    overview.converted_users,
    coalesce(overview.mature_conversion_rate, overview.conversion_rate) as conversion_rate,
    overview.total_exits,
    scores.score
from rpt_journey_overview as overview
left join fct_journey_scores as scores
    on
        overview.journey_id = scores.journey_id
        and scores.period_kind = 'all'
        and scores.segment_kind = 'all'
order by overview.lifetime_entries desc, overview.journey_id
