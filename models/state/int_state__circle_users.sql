{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
select
    resolved_users.user_key,
    circles.circle_key
from {{ ref('int_identity__users') }} as resolved_users
inner join {{ ref('int_state__circles') }} as circles
    on
        resolved_users.leading_type = circles.identifier_type
        and resolved_users.leading_value = circles.identifier_value
