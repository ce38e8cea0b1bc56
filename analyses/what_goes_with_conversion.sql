-- What do people who convert do, or have, that others don't? The five clearest signs of each
-- journey, for conversion or against it; a sign need not be the cause.
select
    journey_id,
    driver_rank,
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
from {{ ref('rpt_conversion_drivers') }}
where driver_rank <= 5 and phi != 0
order by journey_id, driver_rank, driver_kind, driver, driver_value
