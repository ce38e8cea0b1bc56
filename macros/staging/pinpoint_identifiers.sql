{#- The identifiers of an endpoint's address as a JSON object, or null: a push token as it is, of the
    rest what was hashed. A mail's recipient and a message's number say them too. -#}
{% macro pinpoint_identifiers(channel_type, address, email="null", phone="null") -%}
    {{ json_object_of({
        "push_token": pinpoint_contact(channel_type, address, "push_token"),
        "email": "coalesce(" ~ hashed_or_null(email) ~ ", "
            ~ pinpoint_contact(channel_type, address, "email") ~ ")",
        "phone": "coalesce(" ~ hashed_or_null(phone) ~ ", "
            ~ pinpoint_contact(channel_type, address, "phone") ~ ")",
    }) }}
{%- endmacro %}

{#- An endpoint's address if it is an identifier of a type, else null. -#}
{% macro pinpoint_contact(channel_type, address, type) -%}
    {%- set types = {"email": ["EMAIL"], "phone": ["SMS", "VOICE"], "push_token": pinpoint_push_types()} -%}
    case
        when {{ channel_type }} in ('{{ types[type] | join("', '") }}')
            then {{ blank_to_null(address) if type == "push_token" else hashed_or_null(address) }}
    end
{%- endmacro %}

{#- A text that is a keyed hash, else null: what was no contact when it was read names nobody. -#}
{% macro hashed_or_null(text) -%}
    case when regexp_full_match({{ text }}, '[0-9a-f]{64}') then {{ text }} end
{%- endmacro %}

{#- The type of what stands for an endpoint: its id or, without one, its address. -#}
{% macro pinpoint_leading_type() -%}
    case
        {%- for type in ["endpoint_id", "email", "phone"] %}
        when {{ type }} is not null then '{{ type }}'
        {%- endfor %}
        else 'push_token'
    end
{%- endmacro %}
