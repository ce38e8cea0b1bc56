{{ config(materialized="view") }}

with requests as (
    {{ raw_fields(
        "generic",
        ref("stg_generic__erasure_request_records"),
        ["identifier_type", "identifier_value", "requested_at"],
    ) }}
)

select
    source,
    source_file,
    file_stamp,
    raw_text,
    is_malformed,
    {{ blank_to_null("field.identifier_type") }} as identifier_type,
    field.identifier_value as identifier_hash,
    {{ parse_timestamp("field.requested_at") }} as requested_at
from requests
