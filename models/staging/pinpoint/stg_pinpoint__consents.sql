{{ config(materialized="view") }}

{#- Who may be sent what, by channel: what an endpoint says of itself, and what recipients did. -#}
with said as (
    select
        *,
        {{ pinpoint_channel("channel_type") }} as purpose,
        opt_out = 'NONE' as is_granted
    from {{ sound_records_of("pinpoint", "endpoints") }} as endpoints
    where opt_out in ('ALL', 'NONE') and changed_at is not null
),

done as (
    select
        *,
        {{ json_text("identifiers", "email") }} as email,
        {{ json_text("identifiers", "phone") }} as phone,
        cast(null as {{ dbt.type_string() }}) as push_token,
        channel as purpose,
        false as is_granted,
        occurred_at as changed_at
    from {{ sound_records_of("pinpoint", "events") }} as events
    where event_name in ('_SMS.OPTOUT', '_email.unsubscribe', '_email.complaint')
)

{%- for changes in ["said", "done"] %}

    select
        {{ derived_columns() }},
        {{ pinpoint_leading_type() }} as identifier_type,
        coalesce(endpoint_id, email, phone, push_token) as identifier_value,
        purpose,
        is_granted,
        changed_at
    from {{ changes }}
    where purpose is not null
    {{ "union all" if not loop.last }}
{%- endfor %}
