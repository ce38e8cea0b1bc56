select
    attempt_no,
    step_id,
    step_index
from {{ ref('int_journeys__entry_steps') }}
qualify row_number() over (partition by attempt_no order by reached_at desc, step_index desc) = 1
