{{ config(materialized="view") }}

with consents as (
    {{ raw_fields(
        "generic",
        ref("stg_generic__consent_records"),
        ["identifier_type", "identifier_value", "purpose", "granted", "changed_at"],
    ) }}
)

select
    source,
    source_file,
    file_stamp,
    raw_text,
    is_malformed
    or {{ blank_to_null("field.purpose") }} is null
    or {{ parse_flag("field.granted") }} is null as is_malformed,
    {{ blank_to_null("field.identifier_type") }} as identifier_type,
    {{ blank_to_null("field.identifier_value") }} as identifier_value,
    field.purpose,
    {{ parse_flag("field.granted") }} as is_granted,
    {{ parse_timestamp("field.changed_at") }} as changed_at
from consents
