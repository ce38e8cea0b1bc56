{#- What measures count, whatever it comes from. A hit is a unit that did what the measure asks: an
    event that was followed, an entry that converted, an answer at the top of its scale. -#}
{{ config(materialized="view") }}

with clock as (
    select as_of from {{ ref('int_contract__as_of') }}
),

no_values as (
    select
        cast(null as {{ dbt.type_string() }}) as no_text,
        cast(null as integer) as no_number,
        cast(null as decimal(28, 6)) as no_amount
),

sessions as (
    select
        measures.measure_no,
        visits.started_at as occurred_at,
        visits.channel,
        visits.platform,
        case measures.value_property
            when 'duration_seconds' then cast(visits.duration_seconds as decimal(28, 6))
            when 'event_count' then cast(visits.event_count as decimal(28, 6))
        end as amount,
        not visits.is_open or measures.value_property is null as is_mature
    from {{ ref('fct_sessions') }} as visits
    inner join {{ ref('int_config__measures') }} as measures
        on measures.record_kind = 'session'
    where {{ measure_condition("visits", "measures", measurable_columns("session")) }}
),

units as (
    select
        measure_no,
        user_no,
        occurred_at,
        channel,
        platform,
        amount,
        coalesce(amount >= scale_top - 1, true) as is_hit
    from {{ ref('int_kpis__units') }}
)

select
    units.measure_no,
    {{ reporting_date("units.occurred_at") }} as observed_on,
    units.user_no,
    units.channel,
    units.platform,
    no_values.no_text as journey_segment,
    units.amount,
    units.is_hit,
    true as is_mature
from units
cross join no_values

union all

select
    follow_ups.measure_no,
    {{ reporting_date("follow_ups.occurred_at") }} as observed_on,
    follow_ups.user_no,
    follow_ups.channel,
    follow_ups.platform,
    no_values.no_text as journey_segment,
    cast(case
        when follow_ups.clock = 'business'
            then
                {{ business_seconds("follow_ups.followed_at") }}
                - ({{ business_seconds("follow_ups.occurred_at") }})
        else {{ seconds_between("follow_ups.occurred_at", "follow_ups.followed_at") }}
    end / 60 as decimal(28, 6)) as amount,
    follow_ups.followed_at is not null as is_hit,
    follow_ups.is_mature
from {{ ref('int_kpis__follow_ups') }} as follow_ups
cross join no_values

union all

select
    entries.measure_no,
    {{ reporting_date("entries.occurred_at") }} as observed_on,
    no_values.no_number as user_no,
    entries.channel,
    entries.platform,
    entries.journey_segment,
    no_values.no_amount as amount,
    entries.is_hit,
    entries.is_mature
from {{ ref('int_kpis__journey_units') }} as entries
cross join no_values

union all

select
    sessions.measure_no,
    {{ reporting_date("sessions.occurred_at") }} as observed_on,
    no_values.no_number as user_no,
    sessions.channel,
    sessions.platform,
    no_values.no_text as journey_segment,
    sessions.amount,
    true as is_hit,
    sessions.is_mature
from sessions
cross join no_values

union all

select
    measures.measure_no,
    spendings.cost_date as observed_on,
    no_values.no_number as user_no,
    spendings.channel,
    no_values.no_text as platform,
    no_values.no_text as journey_segment,
    spendings.amount,
    true as is_hit,
    true as is_mature
from {{ ref('costs') }} as spendings
inner join {{ ref('int_config__measures') }} as measures
    on measures.record_kind = 'cost'
cross join clock
cross join no_values
where
    spendings.cost_date <= {{ reporting_date("clock.as_of") }}
    and {{ measure_condition("spendings", "measures", measurable_columns("cost")) }}
