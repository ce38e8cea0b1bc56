{{ config(materialized="view") }}

{%- set own_columns = contract_columns() + ["identifiers", "properties"] %}

with events as (
    {{ raw_fields("generic", ref("stg_generic__event_records"), own_columns) }}
),

typed as (
    select
        source,
        source_file,
        file_stamp,
        raw_text,
        record,
        is_malformed,
        coalesce({{ blank_to_null("field.event_id") }}, md5(record)) as event_id,
        field.event_name,
        {{ parse_timestamp("field.occurred_at") }} as occurred_at,
        {{ parse_timestamp("field.received_at") }} as received_at,
        {{ parse_integer("field.sequence") }} as sequence,
        {{ blank_to_null("field.endpoint_id") }} as endpoint_id,
        {{ blank_to_null("field.anonymous_id") }} as anonymous_id,
        {{ blank_to_null("field.user_id") }} as user_id,
        {{ json_object_text("field.identifiers") }} as identifiers,
        field.identifiers as identifiers_text,
        field.channel,
        field.platform,
        {{ blank_to_null("field.message_id") }} as message_id,
        {{ parse_decimal("field.value") }} as value,
        field.currency,
        {{ json_object_text("field.properties") }} as properties,
        field.properties as properties_text
    from events
),

-- a number that can't be read is in the rest
whole as (
    {{ with_rest(
        "typed",
        "properties",
        own_columns,
        unless={"value": "value is null", "sequence": "sequence is null"},
        usual=[],
    ) }}
)

select
    source,
    source_file,
    file_stamp,
    raw_text,
    is_malformed
    or (properties_text is not null and properties is null)
    or (identifiers_text is not null and identifiers is null) as is_malformed,
    event_id,
    event_name,
    occurred_at,
    received_at,
    sequence,
    endpoint_id,
    anonymous_id,
    user_id,
    identifiers,
    channel,
    platform,
    message_id,
    value,
    currency,
    all_properties as properties
from whole
