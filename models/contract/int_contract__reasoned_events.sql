{{ config(
    materialized="kept", forgets="outdated_records", long_texts=["raw_text", "properties"]
) }}

{#- The first reason to reject a record, if there is one, of records in files that no finished run
    has taken in. The condition is on the plain name of the file, so that nothing of other files is
    parsed for its fields. -#}
-- depends_on: {{ ref('int_scope__pending_files') }}
with staged as (
    select * from ({{ staged("events") }}) as records
    {%- if keeps_rows() %}
        where {{ is_among(["source_file"], pending_events_files()) }}
    {%- endif %}
),

known_types as (
    select
        {{ sorted_array("identifier_type") }} as identifier_types,
        bool_or(identifier_type = 'endpoint_id') as has_endpoint_id,
        bool_or(identifier_type = 'anonymous_id') as has_anonymous_id,
        bool_or(identifier_type = 'user_id') as has_user_id
    from {{ ref('int_config__identifier_types') }}
),

-- apart, since a condition on a key of the properties needs no other column of the event
blocked_traffic as (
    {%- set line = struct_of([
        "operator", "expected", "accepted_values", "expected_number", "property_column",
        "property_path", "property_hint",
    ]) %}
    select
        array_agg({{ line }}) filter (where property_column is null) as on_properties,
        array_agg({{ line }}) filter (where property_column is not null) as on_columns
    from {{ ref('int_config__blocked_traffic') }}
),

reasoned as (
    select
        staged.*,
        case
            when staged.raw_text = {{ erased_text() }} then 'erased'
            when staged.is_malformed then 'malformed'
            when {{ blank_to_null("staged.event_name") }} is null then 'missing_event_name'
            when not (
                (staged.endpoint_id is not null and known_types.has_endpoint_id)
                or (staged.anonymous_id is not null and known_types.has_anonymous_id)
                or (staged.user_id is not null and known_types.has_user_id)
                or {{ json_has_text_at_any("staged.identifiers", "known_types.identifier_types") }}
            ) then 'missing_identifier'
            when staged.occurred_at is null then 'invalid_timestamp'
            when
                staged.occurred_at > {{ add_microseconds(
                    "staged.received_at",
                    (var("future_tolerance_hours") | float * 3600000000) | int,
                ) }}
                then 'future_timestamp'
            when
                {{ array_any(
                    "blocked_traffic.on_properties",
                    "condition",
                    "case when " ~ may_hold("staged", "condition") ~ " then " ~ condition_holds(
                        json_text_at("staged.properties", "condition.property_path"), "condition"
                    ) ~ " else false end",
                ) }}
                or {{ array_any(
                    "blocked_traffic.on_columns",
                    "condition",
                    condition_holds(property_text("staged", "condition"), "condition"),
                ) }}
                then 'blocked_traffic'
        end as rejection_reason
    from staged
    cross join known_types
    cross join blocked_traffic
)

select
    event_id,
    source,
    source_file,
    file_stamp,
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
    properties,
    raw_text,
    rejection_reason
from reasoned
