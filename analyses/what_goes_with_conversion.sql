-- What do people who convert do, or have, that others don't, beside the steps of the journey
-- themselves? The five clearest signs of each journey, for conversion or against it. A sign need
-- not be the cause. And who converts soon gets no reminder: the reminder then seems to do harm, as
-- docs/reference.md explains.
with own_events as (
    select distinct
        journey_id,
        event_name
    from {{ ref('journey_rules') }}
    where event_name is not null
),

signs as (
    select
        drivers.*,
        row_number() over (
            partition by drivers.journey_id
            order by drivers.driver_rank, drivers.driver, drivers.driver_value
        ) as sign_rank
    from {{ ref('rpt_conversion_drivers') }} as drivers
    left join own_events
        on
            drivers.journey_id = own_events.journey_id
            and drivers.driver_kind = 'event'
            and drivers.driver = own_events.event_name
    where
        own_events.event_name is null
        and drivers.driver_rank is not null
        and drivers.phi != 0
)

select
    journey_id,
    sign_rank,
    driver_kind,
    driver,
    driver_value,
    case when phi > 0 then 'converts more' else 'converts less' end as direction,
    entries_with,
    rate_with,
    rate_without,
    lift,
    -- whether the two intervals stand apart, so that chance is no good explanation
    rate_with_low > rate_without_high or rate_with_high < rate_without_low as is_clear
from signs
where sign_rank <= 5
order by journey_id, sign_rank
