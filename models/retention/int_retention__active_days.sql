{#- Events that happen to a user, such as a message that is sent, make nobody active. The empty
    name, which no event has, keeps their list from being empty. -#}
with days as (
    select distinct
        events.user_key,
        {{ reporting_date("events.occurred_at") }} as active_date
    from {{ ref('fct_events') }} as events
    cross join {{ ref('int_contract__as_of') }} as clock
    where
        events.occurred_at <= clock.as_of
        and events.event_name not in ({{ quoted([""] + var("passive_events")) }})
)

select
    resolved_users.user_no as owner_no,
    days.active_date
from days
inner join {{ ref('int_identity__user_numbers') }} as resolved_users
    on days.user_key = resolved_users.user_key
