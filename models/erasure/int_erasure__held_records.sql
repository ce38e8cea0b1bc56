{#- Records that name nobody, on a shared device that somebody who is to be erased held at that
    time. One without a readable time may be theirs as well as another's. -#}
with devices as (
    select
        members.bundle_no,
        max(case when identifiers.group_state = 'shared' then identifiers.component_no end)
            as group_no
    from {{ ref('int_erasure__seen_bundle_identifiers') }} as members
    inner join {{ ref('int_config__identifier_types') }} as known_types
        on members.identifier_type = known_types.identifier_type
    left join {{ ref('int_config__identifier_blocklist') }} as blocklist
        on
            members.identifier_type = blocklist.identifier_type
            and members.identifier_value = blocklist.identifier_value
    left join {{ ref('int_erasure__resolved_identifiers') }} as identifiers
        on
            members.identifier_type = identifiers.identifier_type
            and members.identifier_value = identifiers.identifier_value
    group by members.bundle_no
    having
        count(
            case
                when
                    known_types.kind != 'device'
                    and identifiers.guard_reason is null
                    and blocklist.identifier_value is null
                    then 1
            end
        ) = 0
),

events as (
    select
        'events' as entity,
        events.source,
        events.source_file,
        events.raw_text,
        events.occurred_at as happened_at,
        devices.group_no
    from {{ ref('int_erasure__seen_events') }} as events
    inner join {{ ref('int_erasure__seen_bundles') }} as bundles
        on {{ same_bundle("events", "bundles") }}
    inner join devices on bundles.bundle_no = devices.bundle_no
    where devices.group_no is not null
),

consents as (
    select
        consents.raw_entity as entity,
        consents.source,
        consents.source_file,
        consents.raw_text,
        consents.changed_at as happened_at,
        identifiers.component_no as group_no
    from {{ ref('int_erasure__seen_consents') }} as consents
    inner join {{ ref('int_erasure__resolved_identifiers') }} as identifiers
        on
            consents.identifier_type = identifiers.identifier_type
            and consents.identifier_value = identifiers.identifier_value
    where identifiers.group_state = 'shared' and identifiers.guard_reason is null
),

records as (
    select * from events
    union all
    select * from consents
),

timed as (
    select * from records
    where happened_at is not null
),

held as (
    {{ asof_joined(
        "timed", ref('int_erasure__group_owners'), ["group_no"],
        "happened_at", "owned_from", ["person_no"]
    ) }}

    union all

    select
        records.*,
        owners.person_no
    from records
    inner join {{ ref('int_erasure__group_owners') }} as owners
        on records.group_no = owners.group_no
    where records.happened_at is null
)

select distinct
    found.request_key,
    held.source,
    held.entity,
    held.source_file,
    held.raw_text
from held
inner join {{ ref('int_erasure__found_users') }} as found on held.person_no = found.owner_no
