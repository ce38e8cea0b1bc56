-- Law 3: opening + entries - ends = closing, each day. A day opens with what the day before closed
-- with, the ends by reason and the stock by age add up, and what a day closes with is what the
-- entries themselves say.
with daily as (
    select
        *,
        lag(closing) over journey_days as previous_closing,
        lag(reporting_date) over journey_days as previous_date
    from {{ ref('rpt_journey_daily') }}
    window journey_days as (partition by journey_id, segment order by reporting_date)
),

dated as (
    select
        journey_id,
        coalesce(segment, '(none)') as segment,
        {{ reporting_date("entered_at") }} as entered_on,
        {{ reporting_date("ended_at") }} as ended_on
    from {{ ref('fct_journey_entries') }}
),

counted as (
    select
        daily.journey_day_key,
        count(case when dated.entered_on = daily.reporting_date then 1 end) as entries,
        count(case when dated.ended_on = daily.reporting_date then 1 end) as ends,
        count(case when dated.ended_on > daily.reporting_date or dated.ended_on is null then 1 end)
            as closing
    from daily
    left join dated
        on
            daily.journey_id = dated.journey_id
            and daily.segment = dated.segment
            and daily.reporting_date >= dated.entered_on
    group by daily.journey_day_key
),

-- an entry that no day of the report has would be missed above
reported as (
    select
        journey_id,
        segment,
        sum(entries) as entries
    from daily
    group by journey_id, segment
),

unreported as (
    select
        dated.journey_id,
        dated.segment
    from dated
    left join reported
        on dated.journey_id = reported.journey_id and dated.segment = reported.segment
    group by dated.journey_id, dated.segment, reported.entries
    having count(*) != coalesce(reported.entries, 0)
)

select
    daily.journey_id,
    daily.segment,
    daily.reporting_date
from daily
inner join counted on daily.journey_day_key = counted.journey_day_key
where
    daily.opening + daily.entries - daily.ends != daily.closing
    or daily.opening != coalesce(daily.previous_closing, 0)
    or daily.reporting_date != {{ dbt.dateadd("day", 1, "daily.previous_date") }}
    or daily.ends
    != {% for reason in end_reasons() %}daily.ends_{{ reason }}{{ " + " if not loop.last }}
    {%- endfor %}
    or daily.closing
    != {% for age in step_ages() %}daily.active_{{ age.name }}{{ " + " if not loop.last }}
    {%- endfor %}
    or daily.entries != counted.entries
    or daily.ends != counted.ends
    or daily.closing != counted.closing

union all

select
    journey_id,
    segment,
    null as reporting_date
from unreported
