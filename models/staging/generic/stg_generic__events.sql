{{ config(materialized="view") }}

{%- set own_columns = contract_columns() + ["identifiers", "properties"] %}

with records as (
    select * from {{ ref('stg_generic__event_records') }}
),

fields as (
    select
        source_file,
        raw_text,
        record,
        {{ json_fields("record", own_columns) }} as field,
        {{ json_without_keys("record", own_columns) }} as other_fields
    from records
),

typed as (
    select
        source_file,
        raw_text,
        record,
        other_fields,
        field.properties as own_properties,
        field.identifiers as own_identifiers,
        field.value as value_text,
        field.sequence as sequence_text,
        {{ json_object_text("field.properties") }} as properties,
        {{ json_object_text("field.identifiers") }} as identifiers,
        field.event_name,
        {{ parse_timestamp("field.occurred_at") }} as occurred_at,
        {{ parse_timestamp("field.received_at") }} as received_at,
        {{ parse_integer("field.sequence") }} as sequence,
        {{ blank_to_null("field.endpoint_id") }} as endpoint_id,
        {{ blank_to_null("field.anonymous_id") }} as anonymous_id,
        {{ blank_to_null("field.user_id") }} as user_id,
        field.channel,
        field.platform,
        {{ blank_to_null("field.message_id") }} as message_id,
        {{ parse_decimal("field.value") }} as value,
        field.currency,
        coalesce({{ blank_to_null("field.event_id") }}, md5(record)) as event_id
    from fields
),

-- a number that can't be read is kept among the properties
rest as (
    select
        *,
        record is null
        or (own_properties is not null and properties is null)
        or (own_identifiers is not null and identifiers is null) as is_malformed,
        {{ json_with_texts("other_fields", {
            "value": "case when value is null then value_text end",
            "sequence": "case when sequence is null then sequence_text end",
        }) }} as other_properties
    from typed
)

select
    'generic' as source,
    source_file,
    raw_text,
    is_malformed,
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
    case
        when is_malformed then null
        when other_properties = '{}' then coalesce(properties, '{}')
        when properties is null then other_properties
        else {{ json_merged("other_properties", "properties") }}
    end as properties
from rest
