{#- Two by two: with the driver or without it, converted or not. Ranked by how closely the two go
    together, whether for or against; nothing is ranked where either side is too few. -#}
with journeys as (
    select
        journey_id,
        count(*) as entries,
        count(case when is_converted then 1 end) as converted_entries
    from {{ ref('int_drivers__entries') }}
    group by journey_id
),

drivers as (
    select
        journey_id,
        'event' as driver_kind,
        event_name as driver,
        cast(null as {{ dbt.type_string() }}) as driver_value,
        entries_with,
        converted_with
    from {{ ref('int_drivers__event_counts') }}

    union all

    select
        journey_id,
        'property' as driver_kind,
        property as driver,
        property_value as driver_value,
        entries_with,
        converted_with
    from {{ ref('int_drivers__property_counts') }}
),

compared as (
    select
        drivers.*,
        journeys.entries - drivers.entries_with as entries_without,
        journeys.converted_entries - drivers.converted_with as converted_without,
        journeys.entries,
        journeys.converted_entries
    from drivers
    inner join journeys on drivers.journey_id = journeys.journey_id
),

measured as (
    select
        *,
        {{ share("converted_with", "entries_with") }} as rate_with,
        {{ share("converted_without", "entries_without") }} as rate_without,
        {{ share("converted_entries", "entries") }} as overall_rate,
        (
            cast(converted_with as double) * (entries_without - converted_without)
            - cast(entries_with - converted_with as double) * converted_without
        ) / nullif(
            sqrt(cast(entries_with as double) * entries_without)
            * sqrt(cast(converted_entries as double) * (entries - converted_entries)), 0
        ) as phi,
        least(entries_with, entries_without) >= {{ var("driver_min_sample") | int }}
            as is_sufficient
    from compared
)

select
    md5(concat_ws(
        chr(31), journey_id, driver_kind, driver, driver_value
    )) as conversion_driver_id,
    journey_id,
    driver_kind,
    driver,
    driver_value,
    entries_with,
    entries_without,
    converted_with,
    converted_without,
    {{ share("entries_with", "entries") }} as share_of_entries,
    rate_with,
    {{ wilson_low("converted_with", "entries_with") }} as rate_with_low,
    {{ wilson_high("converted_with", "entries_with") }} as rate_with_high,
    rate_without,
    {{ wilson_low("converted_without", "entries_without") }} as rate_without_low,
    {{ wilson_high("converted_without", "entries_without") }} as rate_without_high,
    overall_rate,
    rate_with / nullif(overall_rate, 0) as lift,
    phi,
    is_sufficient,
    case
        when is_sufficient and phi is not null
            then rank() over (
                partition by journey_id, is_sufficient and phi is not null
                order by abs(phi) desc
            )
    end as driver_rank
from measured
