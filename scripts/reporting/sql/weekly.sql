with weeks as (
    select
        cast(date_trunc('week', reporting_date) as date) as week_start,
        sum(entries) as entries
    from rpt_journey_daily
    where journey_id = $journey_id
    group by all
)

select
    weeks.week_start,
    weeks.entries,
    cohorts.settled_entries,
    cohorts.settled_conversions,
    cohorts.conversion_rate,
    cohorts.rate_low,
    cohorts.rate_high
from weeks
left join rpt_journey_cohorts as cohorts
    on
        cohorts.journey_id = $journey_id
        and cohorts.cohort_kind = 'week'
        and cohorts.cohort_start = weeks.week_start
where weeks.week_start + interval 7 day <= (select max(reporting_date) from rpt_journey_daily)
order by weeks.week_start desc
limit 52
