-- Active = new + returning + resurrected; who was active in the period before returns or is
-- dormant. Every user is new once, and no day or week is missing.
with periods as (
    select
        *,
        lag(active_users) over kind_periods as previous_users,
        lag(period_start) over kind_periods as previous_start
    from {{ ref('rpt_lifecycle') }}
    window kind_periods as (partition by period_kind order by period_start)
),

users_by_kind as (
    select
        periods.period_kind,
        sum(periods.new_users) as new_users,
        count(case when periods.new_users > 0 then 1 end) as cohorts
    from periods
    group by periods.period_kind
),

cohorts_by_kind as (
    select
        cohort_kind,
        sum(cohort_users) as cohort_users,
        count(*) as cohorts
    from {{ ref('rpt_retention') }}
    where period_number = 0
    group by cohort_kind
),

everyone as (
    select count(distinct owner_no) as active_users
    from {{ ref('int_retention__active_days') }}
)

select
    period_kind,
    period_start
from periods
where
    active_users != new_users + returning_users + resurrected_users
    or coalesce(previous_users, 0) != returning_users + dormant_users
    or (
        period_kind != 'month'
        and period_start != {{ dbt.dateadd(
            "day", "case period_kind when 'day' then 1 else 7 end", "previous_start"
        ) }}
    )

union all

select
    users_by_kind.period_kind,
    null as period_start
from users_by_kind
left join cohorts_by_kind on users_by_kind.period_kind = cohorts_by_kind.cohort_kind
cross join everyone
where
    users_by_kind.new_users != everyone.active_users
    or cohorts_by_kind.cohort_users is distinct from everyone.active_users
    or cohorts_by_kind.cohorts is distinct from users_by_kind.cohorts
