{{ config(materialized="view") }}

{#- A view, so that each reader takes the columns it needs. -#}
select events.*
from {{ ref('fct_events') }} as events
cross join {{ ref('int_contract__as_of') }} as clock
where {{ is_known("events", "clock") }}
