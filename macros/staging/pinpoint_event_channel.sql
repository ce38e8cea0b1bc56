{#- The channel of an event of `stg_pinpoint__event_fields` with its endpoint's type. -#}
{% macro pinpoint_event_channel() -%}
    case
        when starts_with(event_name, '_email.') then 'email'
        when starts_with(event_name, '_SMS.') then 'sms'
        when event_name in ('_journey.send', '_campaign.send')
            then {{ pinpoint_channel("coalesce(activity_type, delivery_type, endpoint_type)") }}
        when regexp_matches(event_name, '^_(journey|campaign)[.](opened|received)_') then 'push'
        when
            session_id is not null
            or regexp_matches(event_name, '^_(session|userauth|monetization)[.]')
            then 'app'
    end
{%- endmacro %}
