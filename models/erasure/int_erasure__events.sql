{{ config(materialized="view") }}

{#- Records that would be accepted, or repeat one that would, if nobody were erased, of whom
    requests may concern. -#}
with reached as (
    select distinct members.bundle_no
    from {{ ref('int_erasure__seen_bundle_identifiers') }} as members
    inner join {{ ref('int_erasure__reach') }} as reach
        on
            members.identifier_type = reach.identifier_type
            and members.identifier_value = reach.identifier_value
)

select
    events.event_id,
    events.occurred_at,
    events.sequence,
    events.endpoint_id,
    events.anonymous_id,
    events.user_id,
    events.identifiers
from {{ ref('int_erasure__seen_events') }} as events
inner join {{ ref('int_erasure__seen_bundles') }} as bundles
    on {{ same_bundle("events", "bundles") }}
inner join reached on bundles.bundle_no = reached.bundle_no
where events.rejection_reason is null
