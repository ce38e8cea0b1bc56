{{ config(materialized="view") }}

{#- In a line of tab-separated values an object is a text of JSON; it becomes the object. -#}
{%- set objects = ["contexts", "unstruct_event", "derived_contexts"] %}
{%- set names = [
    "event_id", "event", "event_name", "se_action", "derived_tstamp", "collector_tstamp", "user_id",
    "domain_userid", "network_userid", "platform", "tr_total", "se_value", "tr_currency",
] + objects %}
{%- set paths, objects_at = {}, {} %}
{%- for name in names %}{% do paths.update({name: name}) %}{% endfor %}
{%- for name in objects %}{% do objects_at.update({name: json_object_text(name)}) %}{% endfor %}
with records as (
    {{ raw_texts("snowplow", ref("stg_snowplow__event_records"), paths) }}
),

objects as (
    select
        *,
        {{ json_object_of_objects(objects_at) }} as nested
    from records
)

{{ staged_events("objects", {
    "event_id": "coalesce(event_id, md5(record))",
    "event_name": "coalesce(case when event = 'struct' then se_action end, event_name, event)",
    "occurred_at": parse_timestamp("coalesce(derived_tstamp, collector_tstamp)"),
    "received_at": parse_timestamp("collector_tstamp"),
    "anonymous_id": "domain_userid",
    "user_id": "user_id",
    "identifiers": json_object_of({"network_userid": "network_userid"}),
    "channel": "case platform when 'web' then 'web' when 'mob' then 'app' when 'app' then 'app' end",
    "platform": "platform",
    "value": parse_decimal("coalesce(tr_total, se_value)"),
    "currency": "tr_currency",
}, rest={
    "object": "nested",
    "keys": ["event_id", "event_name", "user_id", "domain_userid"],
    "unless": {"event_name": "event = 'struct'"},
}) }}
