{%- set contacts = {} -%}
{%- for place in ["", "properties."] -%}
    {%- do contacts.update({
        place ~ "email_address": "email",
        place ~ "to_phone_number": "phone",
        place ~ "user_phone_number": "phone",
        place ~ "phone_number": "phone",
        place ~ "channel_identifier": ["email", "phone"],
    }) -%}
{%- endfor -%}

{{ raw_records("braze", "events", identifiers={"paths": contacts}) }}
