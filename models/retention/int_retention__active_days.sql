{#- Events that happen to a user, such as a message that is sent, make nobody active. -#}
{%- set passive_events = var("passive_events") -%}
with days as (
    select distinct
        events.user_key,
        {{ reporting_date("events.occurred_at") }} as active_date
    from {{ ref('fct_events') }} as events
    cross join {{ ref('int_contract__as_of') }} as clock
    where
        events.occurred_at <= clock.as_of
        {%- if passive_events %}
            and events.event_name not in ({{ quoted(passive_events) }})
        {%- endif %}
)

select
    users.owner_no,
    days.active_date
from days
inner join {{ ref('int_identity__users') }} as users on days.user_key = users.user_key
