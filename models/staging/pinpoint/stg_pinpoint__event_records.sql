{%- set mail = "$.facets.email_channel.mail_event." -%}
{%- set emails = [] -%}
{%- for path in [
    "mail.destination[*]",
    "mail.common_headers.to[*]",
    "delivery.recipients[*]",
    "bounce.bounced_recipients[*].email_address",
    "complaint.complained_recipients[*].email_address",
] -%}
    {%- do emails.append({"path": mail ~ path, "types": ["email"]}) -%}
{%- endfor -%}
{{ raw_records(
    "pinpoint",
    "events",
    identifiers={"everywhere": emails + [
        {"path": "$.attributes.destination_phone_number", "types": ["phone"]},
        {
            "path": "$.Address",
            "inside": "$.client_context.custom.endpoint",
            "unless": {"$.ChannelType": pinpoint_push_types()},
            "types": ["email", "phone"],
        },
    ]},
    plain_kind="json",
    concatenated=true,
) }}
