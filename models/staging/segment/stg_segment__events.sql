{{ config(materialized="view") }}

{#- The traits of a group call are the group's, so that its contacts name nobody. -#}
with records as (
    {{ raw_texts("segment", ref("stg_segment__event_records"), {
        "message_id": "messageId",
        "type": "type",
        "event": "event",
        "occurred_at": ["timestamp", "originalTimestamp"],
        "received_at": "receivedAt",
        "anonymous_id": "anonymousId",
        "user_id": "userId",
        "endpoint_id": "context.device.id",
        "advertising_id": "context.device.advertisingId",
        "trait_email": "traits.email",
        "trait_phone": "traits.phone",
        "context_email": "context.traits.email",
        "context_phone": "context.traits.phone",
        "sent_from": "channel",
        "platform": ["context.device.type", "context.os.name"],
        "value": ["properties.revenue", "properties.total", "properties.value"],
        "currency": "properties.currency",
        "properties_text": "properties",
    }) }}
),

typed as (
    select
        *,
        {{ json_object_text("properties_text") }} as properties,
        coalesce(case when type != 'group' then trait_email end, context_email) as email,
        coalesce(case when type != 'group' then trait_phone end, context_phone) as phone,
        case
            when sent_from in ('browser', 'web') or type = 'page' then 'web'
            when sent_from = 'mobile' or type = 'screen' then 'app'
        end as channel
    from records
)

{{ staged_events("typed", {
    "is_malformed": "is_malformed or (properties_text is not null and properties is null)",
    "event_id": "coalesce(message_id, md5(record))",
    "event_name": "case when type = 'track' then event"
        ~ " when type in ('page', 'screen', 'identify', 'alias', 'group') then type end",
    "occurred_at": parse_timestamp("occurred_at"),
    "received_at": parse_timestamp("received_at"),
    "anonymous_id": "anonymous_id",
    "user_id": "user_id",
    "endpoint_id": "endpoint_id",
    "identifiers": json_object_of(
        {"advertising_id": "advertising_id", "email": "email", "phone": "phone"}
    ),
    "channel": "channel",
    "platform": "coalesce(lower(platform), case when channel = 'web' then 'web' end)",
    "value": parse_decimal("value"),
    "currency": "currency",
}, rest={
    "object": "properties",
    "keys": ["messageId", "anonymousId", "userId", "event", "timestamp", "receivedAt", "properties"],
    "unless": {"event": "type != 'track'", "receivedAt": "received_at is null"},
    "usual": [
        "channel", "context", "integrations", "name", "originalTimestamp", "sentAt", "traits", "type",
        "version",
    ],
}) }}
