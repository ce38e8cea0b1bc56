{#- A cohort is the users whose first active period it is. Those who came back in a later period
    are a share of it once that period is over; before, nobody is eligible and there is no rate. -#}
{%- set followed = var("retention_periods") -%}
with cohorts as (
    select
        period_kind,
        period_no as cohort_no,
        count(*) as cohort_users
    from {{ ref('int_retention__active_periods') }}
    where period_no = first_period_no
    group by period_kind, period_no
),

returned as (
    select
        period_kind,
        first_period_no as cohort_no,
        period_no,
        count(*) as returned_users
    from {{ ref('int_retention__active_periods') }}
    group by period_kind, first_period_no, period_no
),

pairs as (
    select
        cohorts.*,
        cohort_periods.period_start as cohort_start,
        periods.period_no,
        periods.period_start,
        periods.is_over
    from cohorts
    inner join {{ ref('int_retention__periods') }} as cohort_periods
        on
            cohorts.period_kind = cohort_periods.period_kind
            and cohorts.cohort_no = cohort_periods.period_no
    inner join {{ ref('int_retention__periods') }} as periods
        on
            cohorts.period_kind = periods.period_kind
            and cohorts.cohort_no <= periods.period_no
            and case cohorts.period_kind
                {%- for kind in ["day", "week", "month"] %}
                    when '{{ kind }}' then {{ followed[kind] | int }}
                {%- endfor %}
            end >= periods.period_no - cohorts.cohort_no
),

counted as (
    select
        pairs.period_kind,
        pairs.cohort_start,
        pairs.period_no - pairs.cohort_no as periods_since,
        pairs.period_start,
        pairs.cohort_users,
        case when pairs.is_over then pairs.cohort_users else 0 end as eligible_users,
        coalesce(returned.returned_users, 0) as returned_users,
        pairs.is_over as is_mature
    from pairs
    left join returned
        on
            pairs.period_kind = returned.period_kind
            and pairs.cohort_no = returned.cohort_no
            and pairs.period_no = returned.period_no
)

select
    period_kind || '|' || cast(cohort_start as {{ dbt.type_string() }})
    || '|' || cast(periods_since as {{ dbt.type_string() }}) as retention_key,
    period_kind as cohort_kind,
    cohort_start,
    periods_since as period_number,
    period_start,
    cohort_users,
    eligible_users,
    returned_users,
    {{ share("returned_users", "eligible_users") }} as retention_rate,
    {{ wilson_low("returned_users", "eligible_users") }} as rate_low,
    {{ wilson_high("returned_users", "eligible_users") }} as rate_high,
    is_mature
from counted
