{{ config(materialized="view") }}

{#- Amplitude's own id of a device without a login would be a person whom nothing joins later. -#}
with records as (
    {{ raw_texts("amplitude", ref("stg_amplitude__event_records"), {
        "uuid": ["uuid", "$insert_id"],
        "event_type": "event_type",
        "event_time": "event_time",
        "received_time": ["server_received_time", "server_upload_time"],
        "event_number": "event_id",
        "device_id": "device_id",
        "user_id": "user_id",
        "amplitude_id": "amplitude_id",
        "advertising_id": ["idfa", "adid"],
        "email": "user_properties.email",
        "phone": "user_properties.phone",
        "platform": "platform",
        "revenue": "event_properties.$revenue",
        "price": "event_properties.$price",
        "quantity": "event_properties.$quantity",
        "currency": "event_properties.$currency",
        "event_properties": "event_properties",
    }) }}
)

{{ staged_events("records", {
    "is_malformed": is_malformed_with("event_properties"),
    "event_id": "coalesce(uuid, md5(record))",
    "event_name": "event_type",
    "occurred_at": parse_timestamp("event_time"),
    "received_at": parse_timestamp("received_time"),
    "sequence": parse_integer("event_number"),
    "endpoint_id": "device_id",
    "user_id": "user_id",
    "identifiers": json_object_of({
        "amplitude_id": "case when user_id is not null or device_id is null then amplitude_id end",
        "advertising_id": "advertising_id",
        "email": "email",
        "phone": "phone",
    }),
    "channel": channel_of_platform("lower(platform)"),
    "platform": "lower(platform)",
    "value": amount_of("revenue", "price", "quantity"),
    "currency": "currency",
}, rest={
    "object": json_object_text("event_properties"),
    "keys": [
        "uuid", "event_type", "event_time", "server_received_time", "event_id", "device_id",
        "user_id", "event_properties",
    ],
}) }}
