{{ config(materialized="kept", forgets="restated_identifiers") }}

-- depends_on: {{ ref('int_scope__identifiers') }}
with devices as (
    select * from {{ ref('int_identity__resolved_identifiers') }}
    where kind = 'device'
),

owners as (
    select
        identifier_type,
        identifier_value,
        count(distinct user_key) as owner_count,
        max(case when owned_to is null then user_key end) as current_user_key
    from {{ ref('endpoint_owners') }}
    group by identifier_type, identifier_value
)

select
    {{ identifier_text("devices") }} as endpoint_key,
    devices.identifier_type,
    devices.identifier_value,
    nullif(devices.first_seen_at, {{ beginning_of_time() }}) as first_seen_at,
    coalesce(devices.group_state = 'shared', false) as is_shared,
    devices.guard_reason,
    coalesce(owners.owner_count, 0) as owner_count,
    owners.current_user_key
from devices
left join owners
    on
        devices.identifier_type = owners.identifier_type
        and devices.identifier_value = owners.identifier_value
