{{ config(materialized="view") }}

with records as (
    {{ raw_texts("posthog", ref("stg_posthog__event_records"), {
        "uuid": "uuid",
        "event": "event",
        "distinct_id": "distinct_id",
        "person_id": "person_id",
        "happened_at": "timestamp",
        "ingested_at": ["created_at", "_inserted_at"],
        "properties": "properties",
        "person_properties": "person_properties",
    }) }}
),

described as (
    {{ texts_within("records", "properties", {
        "device_id": "$device_id",
        "login": "$user_id",
        "is_identified": "$is_identified",
        "library": "$lib",
        "os": "$os",
        "set_email": "$set.email",
        "set_phone": "$set.phone",
    }) }}
),

known as (
    {{ texts_within("described", "person_properties", {"email": "email", "phone": "phone"}) }}
),

-- before a login the distinct id is that of the device
named as (
    select
        *,
        coalesce(distinct_id = device_id or {{ parse_flag("is_identified") }} = false, false)
            as is_device,
        case when library = 'web' then 'web' else lower(os) end as platform
    from known
),

identified as (
    select *, coalesce(login, case when not is_device then distinct_id end) as user_id from named
)

{{ staged_events("identified", {
    "is_malformed": "is_malformed or (properties is not null and "
        ~ json_object_text("properties") ~ " is null)",
    "event_id": "coalesce(uuid, md5(record))",
    "event_name": "event",
    "occurred_at": parse_timestamp("happened_at"),
    "received_at": parse_timestamp("ingested_at"),
    "anonymous_id": "coalesce(device_id, case when is_device then distinct_id end)",
    "user_id": "user_id",
    "identifiers": json_object_of({
        "posthog_person_id": "case when user_id is not null then person_id end",
        "email": "coalesce(set_email, email)",
        "phone": "coalesce(set_phone, phone)",
    }),
    "channel": channel_of_platform("platform"),
    "platform": "platform",
    "properties": json_with_rest(json_object_text("properties"), "record", [
        "uuid", "event", "timestamp", "created_at", "properties",
    ]),
}) }}
