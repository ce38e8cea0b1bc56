{#- A stay comes into an age when it has lasted that long and leaves it for the next or with its own
    end; what is not due at as_of has not happened. -#}
with stays as (
    select
        stays.journey_id,
        stays.segment,
        stays.stood_from,
        {{ never_as_time("stays.stood_until") }} as stood_until,
        clock.as_of
    from {{ ref('int_journeys__step_stays') }} as stays
    cross join {{ ref('int_contract__as_of') }} as clock
),

aged as (
    {%- for age in step_ages() %}
        select
            journey_id,
            segment,
            '{{ age.name }}' as step_age,
            as_of,
            {{ add_days("stood_from", age.from_days) }} as aged_from,
            {%- if age.to_days is none %}
                stood_until as aged_until
            {%- else %}
                least(stood_until, {{ add_days("stood_from", age.to_days) }}) as aged_until
            {%- endif %}
        from stays
        where {{ add_days("stood_from", age.from_days) }} < stood_until
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

changes as (
    select
        journey_id,
        segment,
        step_age,
        {{ reporting_date("aged_from") }} as reporting_date,
        1 as net_entries
    from aged
    where aged_from <= as_of

    union all

    select
        journey_id,
        segment,
        step_age,
        {{ reporting_date("aged_until") }} as reporting_date,
        -1 as net_entries
    from aged
    where aged_until <= as_of
)

select
    journey_id,
    segment,
    step_age,
    reporting_date,
    cast(sum(net_entries) as bigint) as net_entries
from changes
group by journey_id, segment, step_age, reporting_date
