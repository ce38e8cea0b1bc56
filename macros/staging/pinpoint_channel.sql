{#- The channel of one of Pinpoint's channel types, activity types or delivery types. -#}
{% macro pinpoint_channel(type) -%}
    case
        when {{ type }} = 'EMAIL' then 'email'
        when {{ type }} = 'SMS' then 'sms'
        when {{ type }} in ('{{ pinpoint_push_types() | join("', '") }}') then 'push'
        when {{ type }} in ('VOICE', 'CONTACT_CENTER') then 'voice'
        when {{ type }} = 'IN_APP' then 'in_app'
        when {{ type }} is not null then 'custom'
    end
{%- endmacro %}

{#- The channel types whose addresses are tokens of push services. -#}
{% macro pinpoint_push_types() %}
    {{ return([
        "PUSH", "GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "ADM", "BAIDU",
    ]) }}
{% endmacro %}
