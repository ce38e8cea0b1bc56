select
    driver_kind,
    driver,
    driver_value,
    entries_with,
    rate_with,
    rate_with_low,
    rate_with_high,
    rate_without,
    lift,
    phi,
    driver_rank
from rpt_conversion_drivers
where journey_id = $journey_id and driver_rank is not null
order by driver_rank
limit 12
