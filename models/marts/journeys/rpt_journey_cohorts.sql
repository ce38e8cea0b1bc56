{#- The entries that began in one week or month, and what became of those whose outcome is settled:
    mature ones, or ended ones where there is no window to wait for. Young entries are left out of
    the rate, whatever has happened to them, so that quick converters do not flatter the last weeks. -#}
with entries as (
    select
        journey_id,
        user_key,
        is_converted,
        is_completed,
        is_excluded,
        (is_mature or (matures_at is null and status = 'ended')) and not is_excluded as is_settled,
        {{ reporting_date("entered_at") }} as entry_date
    from {{ ref('fct_journey_entries') }}
),

dated as (
    {% for kind in ["week", "month"] -%}
        select
            *,
            '{{ kind }}' as cohort_kind,
            cast({{ dbt.date_trunc(kind, "entry_date") }} as date) as cohort_start,
            cast({{ dbt.dateadd(kind, 1, dbt.date_trunc(kind, "entry_date")) }} as date)
                as cohort_end
        from entries
        {{ "union all" if not loop.last }}
    {% endfor %}
),

counted as (
    select
        journey_id,
        cohort_kind,
        cohort_start,
        cohort_end,
        count(*) as entries,
        count(distinct user_key) as entry_users,
        count(case when is_excluded then 1 end) as excluded_entries,
        count(case when is_converted then 1 end) as converted_entries,
        count(case when is_completed then 1 end) as completed_entries,
        count(case when is_settled then 1 end) as settled_entries,
        count(case when is_settled and is_converted then 1 end) as settled_conversions
    from dated
    group by journey_id, cohort_kind, cohort_start, cohort_end
)

select
    counted.journey_id || '|' || counted.cohort_kind || '|'
    || cast(counted.cohort_start as {{ dbt.type_string() }}) as journey_cohort_key,
    counted.journey_id,
    counted.cohort_kind,
    counted.cohort_start,
    counted.cohort_end
    <= (select {{ reporting_date("as_of") }} from {{ ref('int_contract__as_of') }}) as is_over,
    counted.entries,
    counted.entry_users,
    counted.excluded_entries,
    counted.converted_entries,
    counted.completed_entries,
    counted.settled_entries,
    counted.settled_conversions,
    {{ share("counted.settled_conversions", "counted.settled_entries") }} as conversion_rate,
    {{ wilson_low("counted.settled_conversions", "counted.settled_entries") }} as rate_low,
    {{ wilson_high("counted.settled_conversions", "counted.settled_entries") }} as rate_high
from counted
