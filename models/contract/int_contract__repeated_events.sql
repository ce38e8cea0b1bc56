{{ config(materialized="kept", forgets="changed_events") }}

-- depends_on: {{ ref('int_erasure__forgotten_records') }}
-- depends_on: {{ ref('int_scope__changed_events') }}
select event_id
from {{ ref('int_contract__reasoned_events') }}
where
    rejection_reason is null
    and {{ changed_events() if keeps_rows() else "true" }}
group by event_id
having count(*) > 1
