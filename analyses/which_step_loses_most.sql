-- Which step of each journey loses the most entries, and how long do those who go on take for it?
select
    journey_id,
    version,
    step_id,
    drop_off,
    drop_off_rate,
    median_seconds_from_previous
from {{ ref('rpt_journey_steps') }}
qualify row_number() over (
    partition by journey_id, version order by drop_off desc, step_index
) = 1
order by journey_id, version
