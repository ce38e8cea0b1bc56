{{ config(materialized="kept", forgets="restated_identifiers") }}

{#- Whose an identifier is at all times; of devices that change hands `endpoint_owners` tells. -#}
-- depends_on: {{ ref('int_scope__identifiers') }}
select
    identifiers.identifier_type,
    identifiers.identifier_value,
    resolved_users.user_key
from {{ ref('int_identity__resolved_identifiers') }} as identifiers
inner join {{ ref('int_identity__users') }} as resolved_users
    on identifiers.owner_no = resolved_users.owner_no
where identifiers.guard_reason is null
