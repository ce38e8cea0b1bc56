{{ config(materialized="view") }}

with records as (
    {{ raw_texts("amplitude", ref("stg_amplitude__identity_link_records"), {
        "amplitude_id": "amplitude_id",
        "merged_amplitude_id": "merged_amplitude_id",
        "linked_time": ["merge_time", "merge_event_time"],
    }) }}
)

select
    source,
    source_file,
    file_stamp,
    raw_text,
    is_malformed,
    'amplitude_id' as left_type,
    amplitude_id as left_value,
    'amplitude_id' as right_type,
    merged_amplitude_id as right_value,
    {{ parse_timestamp("linked_time") }} as linked_at,
    linked_time is not null as has_linked_at
from records
