{{ config(materialized="view") }}

{#- Of a mail, every event has the time of the send for its own: what came of it is dated by its
    arrival. -#}
{%- set attributes = {
    "activity_type": "journey_activity_type",
    "delivery_type": "delivery_type",
    "journey_status": "journey_send_status",
    "campaign_status": "campaign_send_status",
    "sms_status": "record_status",
    "sms_message_id": "message_id",
    "phone": "destination_phone_number",
    "currency": "_currency",
} -%}
{%- set paths = {
    "event_name": "event_type",
    "event_timestamp": "event_timestamp",
    "arrival_timestamp": "arrival_timestamp",
    "client_id": "client.client_id",
    "cognito_id": "client.cognito_id",
    "account_id": "awsAccountId",
    "session_id": "session.session_id",
    "device_platform": "device.platform.name",
    "mail_message_id": "facets.email_channel.mail_event.mail.message_id",
    "email": "facets.email_channel.mail_event.mail.destination.0",
    "item_price": "metrics._item_price",
    "quantity": "metrics._quantity",
    "attributes_text": "attributes",
    "metrics_text": "metrics",
    "custom_text": "client_context.custom",
    "endpoint_text": "client_context.custom.endpoint",
} -%}
{%- for name, attribute in attributes.items() -%}
    {%- do paths.update({name: "attributes." ~ attribute}) -%}
{%- endfor -%}
{{ raw_texts("pinpoint", ref("stg_pinpoint__event_records"), paths) }}
