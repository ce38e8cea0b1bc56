{{ config(materialized="view") }}

with records as (
    {{ raw_texts("pinpoint", ref("stg_pinpoint__endpoint_records"), {
        "endpoint_id": ["Id", "EndpointId"],
        "user_id": "User.UserId",
        "changed_at": "EffectiveDate",
    }) }}
)

select
    source,
    source_file,
    file_stamp,
    raw_text,
    record,
    is_malformed,
    endpoint_id,
    user_id,
    {{ parse_timestamp("changed_at") }} as changed_at
from records
