{{ config(materialized="kept", forgets="restated_identifiers") }}

-- depends_on: {{ ref('int_scope__identifiers') }}
with devices as (
    select * from {{ ref('int_identity__resolved_identifiers') }}
    where kind = 'device'
),

intervals as (
    select
        devices.identifier_type,
        devices.identifier_value,
        devices.guard_reason,
        coalesce(devices.owner_no, owners.person_no) as owner_no,
        nullif(owners.owned_from, {{ beginning_of_time() }}) as owned_from,
        owners.owned_to
    from devices
    left join {{ ref('int_identity__group_owners') }} as owners
        on devices.component_no = owners.group_no and devices.owner_no is null
)

select
    intervals.identifier_type,
    intervals.identifier_value,
    resolved_users.user_key,
    intervals.owned_from,
    intervals.owned_to
from intervals
inner join {{ ref('int_identity__users') }} as resolved_users
    on intervals.owner_no = resolved_users.owner_no
where intervals.guard_reason is null
