{#- Stock and flow: entries are dated by their entry, ends by their end, both in the reporting time
    zone; a day opens with what the day before closed with. The stock at the close is split by how
    long entries have stood on their step. -#}
with entries as (
    select
        journey_id,
        coalesce(segment, '(none)') as segment,
        {{ reporting_date("entered_at") }} as entered_on,
        {{ reporting_date("ended_at") }} as ended_on,
        end_reason
    from {{ ref('fct_journey_entries') }}
),

flows as (
    select
        journey_id,
        segment,
        entered_on as reporting_date,
        'entered' as flow
    from entries

    union all

    select
        journey_id,
        segment,
        ended_on,
        end_reason
    from entries
    where ended_on is not null
),

lifetimes as (
    select
        journey_id,
        segment,
        min(entered_on) as first_date,
        (select {{ reporting_date("as_of") }} from {{ ref('int_contract__as_of') }}) as last_date
    from entries
    group by journey_id, segment
),

days as (
    select
        journey_id,
        segment,
        reporting_date
    from {{ days_between("lifetimes", "first_date", "last_date", "reporting_date") }}
),

daily as (
    select
        days.journey_id,
        days.segment,
        days.reporting_date,
        count(case when flows.flow = 'entered' then 1 end) as entries,
        {%- for reason in end_reasons() %}
            count(case when flows.flow = '{{ reason }}' then 1 end) as ends_{{ reason }},
        {%- endfor %}
        count(case when flows.flow != 'entered' then 1 end) as ends
    from days
    left join flows
        on
            days.journey_id = flows.journey_id
            and days.segment = flows.segment
            and days.reporting_date = flows.reporting_date
    group by days.journey_id, days.segment, days.reporting_date
),

age_changes as (
    select
        {%- for age in step_ages() %}
            sum(case when step_age = '{{ age.name }}' then net_entries end)
                as net_{{ age.name }},
        {%- endfor %}
        journey_id,
        segment,
        reporting_date
    from {{ ref('int_journeys__age_changes') }}
    group by journey_id, segment, reporting_date
),

running as (
    select
        daily.*,
        {%- for age in step_ages() %}
            cast(coalesce(sum(age_changes.net_{{ age.name }}) over until_day, 0) as bigint)
                as active_{{ age.name }},
        {%- endfor %}
        cast(sum(daily.entries - daily.ends) over until_day as bigint) as closing
    from daily
    left join age_changes
        on
            daily.journey_id = age_changes.journey_id
            and daily.segment = age_changes.segment
            and daily.reporting_date = age_changes.reporting_date
    window until_day as (
        partition by daily.journey_id, daily.segment order by daily.reporting_date
    )
)

select
    {{ daily_key("journey_id", "segment", "reporting_date") }} as journey_day_key,
    journey_id,
    segment,
    reporting_date,
    closing - entries + ends as opening,
    entries,
    {%- for reason in end_reasons() %}
        ends_{{ reason }},
    {%- endfor %}
    ends,
    {%- for age in step_ages() %}
        active_{{ age.name }},
    {%- endfor %}
    closing
from running
