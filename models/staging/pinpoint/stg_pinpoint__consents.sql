{{ config(materialized="view") }}

{#- Who may be sent what, by channel: what an endpoint says of itself, and what recipients did. -#}
with endpoints as (
    select
        *,
        {{ pinpoint_channel("channel_type") }} as purpose
    from {{ judged_relation("endpoints") }}
    where source = 'pinpoint' and rejection_reason is null and not is_duplicate
),

refusals as (
    select
        *,
        {{ json_text("identifiers", "email") }} as email,
        {{ json_text("identifiers", "phone") }} as phone
    from {{ accepted_events_of("pinpoint") }} as events
    where event_name in ('_SMS.OPTOUT', '_email.unsubscribe', '_email.complaint')
),

said as (
    select
        source, source_file, file_stamp, raw_text, endpoint_id, email, phone, push_token, purpose,
        'endpoints' as raw_entity,
        opt_out = 'NONE' as is_granted,
        changed_at
    from endpoints
    where opt_out in ('ALL', 'NONE') and purpose is not null and changed_at is not null
    union all
    select
        source, source_file, file_stamp, raw_text, endpoint_id, email, phone,
        null as push_token,
        channel as purpose,
        raw_entity,
        false as is_granted,
        occurred_at as changed_at
    from refusals
)

select
    source,
    source_file,
    file_stamp,
    raw_entity,
    raw_text,
    false as is_malformed,
    case
        when endpoint_id is not null then 'endpoint_id'
        when email is not null then 'email'
        when phone is not null then 'phone'
        else 'push_token'
    end as identifier_type,
    coalesce(endpoint_id, email, phone, push_token) as identifier_value,
    purpose,
    is_granted,
    changed_at
from said
