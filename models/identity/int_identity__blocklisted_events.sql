{{ config(materialized="kept", forgets="changed_events") }}

{#- Kept, since people whom a run does not restate have such identifiers on their events, too. -#}
-- depends_on: {{ ref('int_scope__changed_events') }}
with blocked as (
    select
        bundles.endpoint_id,
        bundles.anonymous_id,
        bundles.user_id,
        bundles.identifiers,
        members.identifier_type,
        members.identifier_value
    from {{ ref('int_identity__bundle_identifiers') }} as members
    inner join {{ ref('int_config__identifier_blocklist') }} as blocklist
        on
            members.identifier_type = blocklist.identifier_type
            and members.identifier_value = blocklist.identifier_value
    inner join {{ ref('int_identity__bundles') }} as bundles
        on members.bundle_no = bundles.bundle_no
)

select
    events.event_id,
    blocked.identifier_type,
    blocked.identifier_value,
    events.occurred_at
from {{ ref('int_scope__events') }} as events
inner join blocked on {{ same_bundle("events", "blocked") }}
where {{ changed_events() if keeps_rows() else "true" }}
