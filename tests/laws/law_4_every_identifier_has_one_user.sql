-- Law 4, second half: every unguarded identifier belongs to one user at any instant. A device's
-- intervals follow each other from the beginning until now; others belong to a user for all time.
with unguarded as (
    select identifiers.*
    from {{ ref('int_identity__resolved_identifiers') }} as identifiers
    where identifiers.guard_reason is null
),

intervals as (
    select
        identifier_type,
        identifier_value,
        owned_from,
        owned_to,
        row_number() over device_times as place,
        lag(owned_to) over device_times as previous_to
    from {{ ref('endpoint_owners') }}
    window device_times as (
        partition by identifier_type, identifier_value order by owned_from nulls first
    )
),

devices as (
    select
        identifier_type,
        identifier_value,
        count(case when owned_to is null then 1 end) as open_ends,
        count(
            case
                when place = 1 and owned_from is not null then 1
                when place > 1 and owned_from is distinct from previous_to then 1
                when owned_from >= owned_to then 1
            end
        ) as breaks
    from intervals
    group by identifier_type, identifier_value
)

select
    unguarded.identifier_type,
    unguarded.identifier_value
from unguarded
left join devices
    on
        unguarded.identifier_type = devices.identifier_type
        and unguarded.identifier_value = devices.identifier_value
left join {{ ref('int_identity__users') }} as owning on unguarded.owner_no = owning.owner_no
left join {{ ref('dim_users') }} as listed on owning.user_key = listed.user_key
where
    (unguarded.kind = 'device' and coalesce(devices.open_ends, 0) != 1)
    or devices.breaks > 0
    or (unguarded.kind != 'device' and listed.user_key is null)
