select
    journey_day_key,
    journey_id,
    segment,
    reporting_date,
    closing
from {{ ref('rpt_journey_daily') }}
