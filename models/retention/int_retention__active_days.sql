{#- Events that happen to a user, such as a message that is sent, make nobody active. -#}
with days as (
    select distinct
        events.user_key,
        {{ reporting_date("events.occurred_at") }} as active_date
    from {{ ref('fct_events') }} as events
    cross join {{ ref('int_contract__as_of') }} as clock
    left join {{ ref('int_config__passive_events') }} as passive
        on events.event_name = passive.event_name
    where
        {{ is_known("events", "clock") }}
        and passive.event_name is null
)

select
    resolved_users.user_no as owner_no,
    days.active_date
from days
inner join {{ ref('int_identity__user_numbers') }} as resolved_users
    on days.user_key = resolved_users.user_key
