{{ config(materialized="view") }}

{#- Before a login the distinct id is the device's. Events that join two ids name the one that is
    linked to the other. -#}
with records as (
    {{ raw_texts("mixpanel", ref("stg_mixpanel__event_records"), {
        "event_name": "event",
        "properties": "properties",
        "insert_id": "properties.$insert_id",
        "event_time": "properties.time",
        "received_time": ["properties.$mp_api_timestamp_ms", "properties.mp_processing_time_ms"],
        "login": ["properties.$identified_id", "properties.$user_id"],
        "device_id": ["properties.$device_id", "properties.$anon_id"],
        "distinct_id": ["properties.$distinct_ids.0", "properties.distinct_id"],
        "email": "properties.$email",
        "phone": "properties.$phone",
        "library": "properties.mp_lib",
        "os": "properties.$os",
    }) }}
),

named as (
    select
        *,
        coalesce(starts_with(distinct_id, '$device:') or distinct_id = device_id, false)
            as is_device,
        case when event_name not in ('$create_alias', '$merge') then login end as user_id,
        case when library = 'web' then 'web' else lower(os) end as platform
    from records
)

{{ staged_events("named", {
    "is_malformed": is_malformed_with("properties"),
    "event_id": "coalesce(insert_id, md5(record))",
    "event_name": "event_name",
    "occurred_at": utc_time(parse_timestamp("event_time"), var("mixpanel_timezone")),
    "received_at": parse_timestamp("received_time"),
    "anonymous_id": "replace(coalesce(device_id, case when is_device then distinct_id end), "
        ~ "'$device:', '')",
    "user_id": "coalesce(user_id, case when not is_device then distinct_id end)",
    "identifiers": json_object_of({"email": "email", "phone": "phone"}),
    "channel": channel_of_platform("platform"),
    "platform": "platform",
    "properties": "properties",
}) }}
