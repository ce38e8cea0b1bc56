{{ config(materialized="view") }}

{#- The export has no id. A day's table is written again for three days, with other attribution: the
    id is made of what the device sent, and not of what is said about it. -#}
{%- set sent = [
    "stream_id", "user_pseudo_id", "event_timestamp", "event_name", "event_bundle_sequence_id",
    "batch_page_id", "batch_ordering_id", "batch_event_index",
] %}
{%- set used = ["event_timestamp", "event_name", "event_params", "user_properties"]
    + ["user_id", "user_pseudo_id"] %}
{%- set paths = {
    "user_id": "user_id",
    "event_params": "event_params",
    "user_properties": "user_properties",
    "platform": "platform",
    "vendor_id": "device.vendor_id",
    "advertising_id": "device.advertising_id",
    "revenue": "ecommerce.purchase_revenue",
} %}
{%- for name in sent %}{% do paths.update({name: name}) %}{% endfor %}
with records as (
    {{ raw_texts("ga4", ref("stg_ga4__event_records"), paths) }}
),

parameters as (
    select
        *,
        concat('{', {{ json_members_of_pairs("event_params") }}, '}') as parameters_text,
        {{ json_members_of_pairs("user_properties") }} as members_of_user
    from records
)

{{ staged_events("parameters", {
    "event_id": "case when record is not null then md5(concat_ws('|', coalesce("
        ~ sent | join(", ''), coalesce(") ~ ", ''), parameters_text)) end",
    "event_name": "event_name",
    "occurred_at": parse_epoch("event_timestamp", "microseconds"),
    "sequence": parse_integer("batch_event_index"),
    "endpoint_id": "vendor_id",
    "anonymous_id": "user_pseudo_id",
    "user_id": "user_id",
    "identifiers": json_object_of({"advertising_id": "advertising_id"}),
    "channel": "case lower(platform) when 'web' then 'web' when 'ios' then 'app'"
        ~ " when 'android' then 'app' end",
    "platform": "lower(platform)",
    "value": parse_decimal("coalesce(revenue, " ~ json_text("parameters_text", "value") ~ ")"),
    "currency": json_text("parameters_text", "currency"),
}, rest={
    "object": "concat(left(parameters_text, -1), case when parameters_text != '{}' and members_of_user != ''"
        ~ " then ',' end, '\"user_properties\":{' || nullif(members_of_user, '') || '}', '}')",
    "keys": used,
}) }}
