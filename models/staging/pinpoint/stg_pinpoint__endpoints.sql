{{ config(materialized="view") }}

{#- A file made for an import has no ids and no times; in CSV names of what is nested have dots. -#}
with records as (
    {{ raw_texts("pinpoint", ref("stg_pinpoint__endpoint_records"), {
        "endpoint_id": "Id",
        "user_id": ["User.UserId", "User\\.UserId"],
        "channel_type": "ChannelType",
        "address": "Address",
        "opt_out": "OptOut",
        "changed_at_text": ["EffectiveDate", "CreationDate"],
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
    channel_type,
    opt_out,
    {{ pinpoint_contact("channel_type", "address", "push_token") }} as push_token,
    {{ pinpoint_contact("channel_type", "address", "email") }} as email,
    {{ pinpoint_contact("channel_type", "address", "phone") }} as phone,
    {{ parse_timestamp("changed_at_text") }} as changed_at,
    changed_at_text is not null as has_changed_at
from records
