{{ config(materialized="scoped") }}

{#- What journeys are matched in. -#}
select events.*
from {{ ref('fct_events') }} as events
cross join {{ ref('int_contract__as_of') }} as clock
where
    {{ is_known("events", "clock") }}
    and {{ in_scope("events.user_key") }}
