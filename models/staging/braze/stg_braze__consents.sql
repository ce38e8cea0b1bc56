{{ config(materialized="view") }}

{#- What people say to messages: to a channel as a whole, to a subscription group, or by the link at
    the end of an e-mail. -#}
with answers as (
    select
        *,
        {{ json_text("identifiers", "braze_id") }} as braze_id,
        case event_name
            when 'users.behaviors.subscription.GlobalStateChange'
                then {{ json_text("properties", "channel") }}
            when 'users.behaviors.subscriptiongroup.StateChange'
                then {{ json_text("properties", "subscription_group_id") }}
            when 'users.messages.email.Unsubscribe' then 'email'
        end as purpose,
        case
            when event_name = 'users.messages.email.Unsubscribe' then 'unsubscribed'
            else lower({{ json_text("properties", "subscription_status") }})
        end as status
    from {{ sound_records_of("braze", "events") }} as accepted
    where
        event_name in (
            'users.behaviors.subscription.GlobalStateChange',
            'users.behaviors.subscriptiongroup.StateChange',
            'users.messages.email.Unsubscribe'
        )
)

select
    {{ derived_columns() }},
    case
        when user_id is not null then 'user_id'
        when braze_id is not null then 'braze_id'
        else 'endpoint_id'
    end as identifier_type,
    coalesce(user_id, braze_id, endpoint_id) as identifier_value,
    purpose,
    status != 'unsubscribed' as is_granted,
    occurred_at as changed_at
from answers
where
    {{ blank_to_null("purpose") }} is not null
    and status in ('subscribed', 'unsubscribed', 'opted in', 'opted_in')
