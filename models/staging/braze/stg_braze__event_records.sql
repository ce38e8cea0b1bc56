{%- set contacts = {} -%}
{%- for field, types in {
    "email_address": "email",
    "to_phone_number": "phone",
    "user_phone_number": "phone",
    "phone_number": "phone",
    "channel_identifier": ["email", "phone"],
}.items() -%}
    {%- for path in braze_paths(field) -%}{%- do contacts.update({path: types}) -%}{%- endfor -%}
{%- endfor -%}

{{ raw_records("braze", "events", identifiers={"paths": contacts}) }}
