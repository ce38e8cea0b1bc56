{{ config(materialized="kept", forgets="changed_events") }}

-- depends_on: {{ ref('int_scope__changed_events') }}
select event_id
from {{ ref('int_contract__reasoned_events') }}
where
    rejection_reason is null
    {%- if keeps_rows() %}
    and event_id in (select changed.event_id from {{ ref('int_scope__changed_events') }} as changed)
    {%- endif %}
group by event_id
having count(*) > 1
