{{ config(materialized="view") }}

with fields as (
    select
        source_file,
        raw_text,
        record,
        {{ json_fields(
            "record", ["identifier_type", "identifier_value", "purpose", "granted", "changed_at"]
        ) }} as field
    from {{ ref('stg_generic__consent_records') }}
)

select
    'generic' as source,
    source_file,
    raw_text,
    record is null
    or {{ blank_to_null("field.purpose") }} is null
    or {{ parse_flag("field.granted") }} is null as is_malformed,
    {{ blank_to_null("field.identifier_type") }} as identifier_type,
    {{ blank_to_null("field.identifier_value") }} as identifier_value,
    field.purpose,
    {{ parse_flag("field.granted") }} as is_granted,
    {{ parse_timestamp("field.changed_at") }} as changed_at
from fields
