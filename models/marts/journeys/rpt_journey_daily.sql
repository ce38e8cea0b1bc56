{#- Stock and flow: entries are dated by their entry, ends by their end, both in the reporting time
    zone; a day opens with what the day before closed with. -#}
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

running as (
    select
        *,
        cast(sum(entries - ends) over (
            partition by journey_id, segment order by reporting_date
        ) as bigint) as closing
    from daily
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
    closing
from running
