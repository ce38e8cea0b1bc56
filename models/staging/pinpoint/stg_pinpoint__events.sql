{{ config(materialized="view") }}

{#- A client id that is the account's own number, as in AWS's sample of a transactional SMS, is no
    endpoint. A purchase has a price and a quantity. -#}
with fields as (
    select
        records.*,
        {{ json_object_text("records.attributes_text") }} as attributes,
        {{ json_object_text("records.metrics_text") }} as metrics,
        {{ json_object_text("records.custom_text") }} as custom,
        {{ json_object_text("records.endpoint_text") }} as endpoint,
        coalesce(by_event.outcome, by_status.outcome) as send_outcome,
        {{ parse_epoch("records.event_timestamp") }} as event_at,
        {{ parse_epoch("records.arrival_timestamp") }} as arrived_at
    from {{ ref('stg_pinpoint__event_fields') }} as records
    left join {{ ref('int_config__message_statuses') }} as by_event
        on records.event_name = by_event.status
    left join {{ ref('int_config__message_statuses') }} as by_status
        on
            coalesce(records.journey_status, records.campaign_status, records.sms_status)
            = by_status.status
),

addressed as (
    select
        *,
        {{ json_text("endpoint", "User.UserId") }} as user_id,
        {{ json_text("endpoint", "ChannelType") }} as endpoint_type,
        {{ json_text("endpoint", "Address") }} as address,
        {{ json_text("endpoint", "Demographic.Platform") }} as endpoint_platform,
        {{ json_merged([
            "custom",
            "'{\"endpoint\":' || coalesce(endpoint, 'null') || '}'",
            json_object_of({"send_outcome": "send_outcome"}),
            "metrics",
            "attributes",
        ]) }} as own_properties
    from fields
)

{{ staged_events("addressed", {
    "is_malformed": "is_malformed" ~ " or (attributes_text is not null and attributes is null)"
        ~ " or (metrics_text is not null and metrics is null)",
    "event_id": "md5(record)",
    "event_name": "event_name",
    "occurred_at": "case when starts_with(event_name, '_email.') and event_name != '_email.send'"
        ~ " then coalesce(arrived_at, event_at) else event_at end",
    "received_at": "arrived_at",
    "endpoint_id": "nullif(client_id, coalesce(account_id, ''))",
    "anonymous_id": "cognito_id",
    "user_id": blank_to_null("user_id"),
    "identifiers": pinpoint_identifiers("endpoint_type", "address", email="email", phone="phone"),
    "channel": pinpoint_event_channel(),
    "platform": "lower(coalesce(device_platform, endpoint_platform))",
    "message_id": "coalesce(mail_message_id, sms_message_id)",
    "value": "case when event_name = '_monetization.purchase' then "
        ~ parse_decimal("cast(" ~ parse_number("item_price") ~ " * coalesce("
            ~ parse_number("quantity") ~ ", 1) as " ~ dbt.type_string() ~ ")")
        ~ " end",
    "currency": "case when event_name = '_monetization.purchase' then currency end",
}, rest={
    "object": "own_properties",
    "keys": [
        "event_type", "arrival_timestamp", "client", "client_context", "attributes", "metrics",
    ],
}) }}
