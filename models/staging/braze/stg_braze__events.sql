{{ config(materialized="view") }}

{#- Braze's own id of a device without a login would be a person whom nothing joins later. -#}
with records as (
    {{ raw_texts("braze", ref("stg_braze__event_records"), {
        "id": "id",
        "event_type": "event_type",
        "event_time": "time",
        "user_id": braze_paths("external_user_id"),
        "braze_id": braze_paths("user_id"),
        "device_id": braze_paths("device_id"),
        "email": braze_paths("email_address"),
        "phone": braze_paths("to_phone_number", "user_phone_number", "phone_number"),
        "dispatch_id": braze_paths("dispatch_id"),
        "platform": braze_paths("platform"),
        "price": braze_paths("price"),
        "currency": braze_paths("currency"),
        "properties": "properties",
    }) }}
),

named as (
    select *, coalesce(event_type, {{ path_value("source_file", "event_type") }}) as event_name
    from records
)

{{ staged_events("named", {
    "is_malformed": is_malformed_with("properties"),
    "event_id": "coalesce(id, md5(record))",
    "event_name": "event_name",
    "occurred_at": parse_timestamp("event_time"),
    "endpoint_id": "device_id",
    "user_id": "user_id",
    "identifiers": json_object_of({
        "braze_id": "case when user_id is not null or device_id is null"
            ~ " or event_name = 'users.UserOrphan' then braze_id end",
        "email": "email",
        "phone": "phone",
    }),
    "channel": braze_channel("event_name", "platform"),
    "platform": "platform",
    "message_id": braze_message_id("event_name", "dispatch_id", "braze_id"),
    "value": parse_decimal("price"),
    "currency": "currency",
}, rest={
    "object": json_object_text("properties"),
    "keys": [
        "id", "event_type", "time", "external_user_id", "device_id", "properties",
    ],
}) }}
