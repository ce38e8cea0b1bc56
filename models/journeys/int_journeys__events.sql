{{ config(materialized="scoped") }}

{#- What journeys are matched in. The planner takes a bare comparison with another table's only row
    for one that hardly any event meets, and then joins the wrong way round. -#}
select events.*
from {{ ref('fct_events') }} as events
cross join {{ ref('int_contract__as_of') }} as clock
where
    coalesce(events.occurred_at <= clock.as_of, false)
    and {{ in_scope("events.user_key") }}
