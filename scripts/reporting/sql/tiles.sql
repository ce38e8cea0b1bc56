with days as (
    select
        reporting_date,
        cast(date_trunc('week', reporting_date) as date) as week_start,
        sum(entries) as entries,
        sum(closing) as closing
    from rpt_journey_daily
    where journey_id = $journey_id
    group by reporting_date
),

weeks as (
    select
        days.week_start,
        row_number() over (order by days.week_start desc) as weeks_back,
        sum(days.entries) as entries,
        arg_max(days.closing, days.reporting_date) as closing,
        any_value(cohorts.settled_entries) as settled_entries,
        any_value(cohorts.settled_conversions) as settled_conversions
    from days
    left join rpt_journey_cohorts as cohorts
        on
            cohorts.journey_id = $journey_id
            and cohorts.cohort_kind = 'week'
            and cohorts.cohort_start = days.week_start
    where days.week_start + interval 7 day <= (
        select max(reporting_date) from rpt_journey_daily
    )
    group by days.week_start
),

spans as (
    select
        max(weeks_back) as whole_weeks,
        min(week_start) filter (where weeks_back <= 4) as recent_from,
        sum(entries) filter (where weeks_back <= 4) as recent_entries,
        sum(entries) filter (where weeks_back between 5 and 8) as previous_entries,
        max(closing) filter (where weeks_back = 1) as recent_closing,
        max(closing) filter (where weeks_back = 5) as previous_closing,
        sum(settled_entries) filter (where weeks_back <= 4) as recent_settled,
        sum(settled_conversions) filter (where weeks_back <= 4) as recent_conversions,
        sum(settled_entries) filter (where weeks_back between 5 and 8) as previous_settled,
        sum(settled_conversions) filter (where weeks_back between 5 and 8)
            as previous_conversions
    from weeks
),

settled as (
    select
        sum(settled_entries) as settled_entries,
        sum(settled_conversions) as settled_conversions
    from rpt_journey_cohorts
    where journey_id = $journey_id and cohort_kind = 'month'
),

converting as (
    select median(epoch(converted_at - entered_at)) as median_seconds_to_convert
    from fct_journey_entries
    where journey_id = $journey_id and is_converted and not is_excluded
)

select
    overview.lifetime_entries,
    overview.entry_users,
    overview.currently_in_journey,
    overview.completed_entries,
    overview.converted_entries,
    overview.converted_users,
    overview.total_exits,
    overview.excluded_entries,
    overview.conversion_rate,
    overview.mature_conversion_rate,
    overview.messages_sent,
    overview.attempts,
    overview.attempts - overview.lifetime_entries as blocked_attempts,
    settled.settled_entries,
    settled.settled_conversions,
    converting.median_seconds_to_convert,
    spans.*
from rpt_journey_overview as overview
cross join spans
cross join settled
cross join converting
where overview.journey_id = $journey_id
