{#- Where fields of Braze's may stand: records of Cloud Storage are flat, those of the connector Custom
    HTTP have the ids in `user` and the rest in `properties`. -#}
{% macro braze_paths() %}
    {%- set paths = [] -%}
    {%- for field in varargs -%}
        {%- set object = "user" if field in ["external_user_id", "user_id", "device_id"]
            else "properties" -%}
        {%- do paths.extend([field, object ~ "." ~ field]) -%}
    {%- endfor -%}
    {{ return(paths) }}
{% endmacro %}

{#- The channel that Braze's type of an event names: `users.messages.<channel>.<what happened>`. -#}
{% macro braze_channel(event_type, platform) -%}
    {%- set channels = {
        "email": "email",
        "sms": "sms",
        "rcs": "sms",
        "pushnotification": "push",
        "liveactivity": "push",
        "inappmessage": "in_app",
        "contentcard": "in_app",
        "newsfeedcard": "in_app",
        "banner": "in_app",
        "featureflag": "in_app",
        "survey": "in_app",
        "landingpage": "web",
    } -%}
    case
        {%- for name, channel in channels.items() %}
        when starts_with({{ event_type }}, 'users.messages.{{ name }}.') then '{{ channel }}'
        {%- endfor %}
        when starts_with({{ event_type }}, 'users.messages.') then 'custom'
        else {{ channel_of_platform(platform) }}
    end
{%- endmacro %}

{#- What ties a message's events together. Braze gives one dispatch id to all whom it sends a scheduled
    message to, so that it tells one message only together with the user. -#}
{% macro braze_message_id(event_type, dispatch_id, braze_id) -%}
    case
        when starts_with({{ event_type }}, 'users.messages.')
            then {{ dispatch_id }} || '|' || {{ braze_id }}
    end
{%- endmacro %}
