{{ config(materialized="kept", forgets="restated_users", long_texts=["properties"]) }}

-- depends_on: {{ ref('int_scope__users') }}
{# An event that names nobody on a shared group of devices belongs to whoever had the group. #}
with owned as (
    select
        events.*,
        owners.owner_no,
        owners.group_no
    from {{ ref('int_scope__events') }} as events
    inner join {{ ref('int_identity__bundle_owners') }} as owners
        on {{ same_bundle("events", "owners") }}
),

undecided as (
    select
        event_id,
        group_no,
        occurred_at
    from owned
    where owner_no is null
),

decided as (
    {{ asof_joined(
        "undecided", ref('int_identity__group_owners'), ["group_no"],
        "occurred_at", "owned_from", ["person_no"]
    ) }}
)

select
    owned.event_id,
    owned.source,
    owned.event_name,
    owned.occurred_at,
    owned.received_at,
    owned.sequence,
    owned.endpoint_id,
    owned.anonymous_id,
    owned.user_id,
    owned.identifiers,
    owned.channel,
    owned.platform,
    owned.message_id,
    owned.value,
    owned.currency,
    owned.properties,
    resolved_users.user_key
from owned
left join decided on owned.event_id = decided.event_id
inner join {{ ref('int_identity__users') }} as resolved_users
    on coalesce(owned.owner_no, decided.person_no) = resolved_users.owner_no
