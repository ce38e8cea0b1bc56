select event_id
from {{ ref('int_contract__reasoned_events') }}
where rejection_reason is null
group by event_id
having count(*) > 1
