-- Of the users who were new in a month, how many are there again one, two and three months later,
-- and do newer months do better? Months that aren't over say nothing yet.
select
    cohort_start,
    cohort_users,
    max(case when period_number = 1 then retention_rate end) as back_after_1_month,
    max(case when period_number = 1 then rate_low end) as at_least,
    max(case when period_number = 1 then rate_high end) as at_most,
    max(case when period_number = 2 then retention_rate end) as back_after_2_months,
    max(case when period_number = 3 then retention_rate end) as back_after_3_months
from {{ ref('rpt_retention') }}
where cohort_kind = 'month'
group by cohort_start, cohort_users
order by cohort_start
