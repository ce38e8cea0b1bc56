{{ config(materialized="view") }}

{#- Who an identifier belongs to: one user at all times, or whoever had its shared group when. -#}
with owners as (
    select
        identifier_no,
        identifier_type,
        identifier_value,
        owner_no,
        guard_reason is not null or kind != 'device' or group_state = 'anonymous' as makes_user,
        true as is_last
    from {{ ref('int_identity__resolved_identifiers') }}
    where owner_no is not null

    union all

    select
        identifiers.identifier_no,
        identifiers.identifier_type,
        identifiers.identifier_value,
        owners.person_no as owner_no,
        false as makes_user,
        max(case when owners.owned_to is null then 1 else 0 end) = 1 as is_last
    from {{ ref('int_identity__resolved_identifiers') }} as identifiers
    inner join {{ ref('int_identity__group_owners') }} as owners
        on identifiers.component_no = owners.group_no
    where identifiers.owner_no is null
    group by
        identifiers.identifier_no,
        identifiers.identifier_type,
        identifiers.identifier_value,
        owners.person_no
)

select
    owners.identifier_no,
    owners.identifier_type,
    owners.identifier_value,
    resolved_users.user_key,
    owners.makes_user,
    owners.is_last
from owners
inner join {{ ref('int_identity__users') }} as resolved_users
    on owners.owner_no = resolved_users.owner_no
inner join {{ ref('dim_users') }} as known_users
    on resolved_users.user_key = known_users.user_key
