{{ config(materialized="view") }}

with fields as (
    select
        source_file,
        raw_text,
        record,
        {{ json_fields(
            "record", ["identifier_type", "identifier_value", "requested_at"]
        ) }} as field
    from {{ ref('stg_generic__erasure_request_records') }}
)

select
    'generic' as source,
    source_file,
    raw_text,
    record is null as is_malformed,
    {{ blank_to_null("field.identifier_type") }} as identifier_type,
    {{ blank_to_null("field.identifier_value") }} as identifier_value,
    {{ parse_timestamp("field.requested_at") }} as requested_at
from fields
