with cohorts as (
    select distinct cohort_start
    from rpt_retention
    where cohort_kind = 'week' and period_number = 1 and is_mature
    order by cohort_start desc
    limit 12
)

select
    retention.cohort_start,
    retention.period_number,
    retention.cohort_users,
    retention.returned_users,
    retention.retention_rate,
    retention.rate_low,
    retention.rate_high
from rpt_retention as retention
inner join cohorts on retention.cohort_start = cohorts.cohort_start
where retention.cohort_kind = 'week' and retention.period_number <= 12 and retention.is_mature
order by retention.cohort_start, retention.period_number
