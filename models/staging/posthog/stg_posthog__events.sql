{{ config(materialized="view") }}

-- before a login the distinct id is that of the device
with events as (
    select
        *,
        coalesce(
            (distinct_id = device_id or {{ parse_flag("is_identified") }} = false)
            and event_name != '$identify',
            false
        ) as is_device,
        case when library = 'web' then 'web' else lower(os) end as platform
    from {{ ref('stg_posthog__event_texts') }}
),

named as (
    select
        *,
        coalesce(device_id, case when is_device then distinct_id end) as anonymous_id,
        coalesce(login, case when not is_device then distinct_id end) as user_id
    from events
)

{{ staged_events("named", {
    "is_malformed": is_malformed_with("properties"),
    "event_id": "coalesce(uuid, md5(record))",
    "event_name": "event_name",
    "occurred_at": parse_timestamp("event_time"),
    "received_at": parse_timestamp("ingested_time"),
    "anonymous_id": "anonymous_id",
    "user_id": "user_id",
    "identifiers": json_object_of({
        "posthog_person_id": "case when user_id is not null then person_id end",
        "email": "email",
        "phone": "phone",
    }),
    "channel": channel_of_platform("platform"),
    "platform": "platform",
}, rest={
    "object": json_object_text("properties"),
    "keys": [
        "uuid", "event", "timestamp", "created_at", "properties",
    ],
}) }}
