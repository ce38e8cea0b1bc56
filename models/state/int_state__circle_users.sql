{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
select
    users.user_key,
    circles.circle_key
from {{ ref('int_identity__users') }} as users
inner join {{ ref('int_state__circles') }} as circles
    on
        users.leading_type = circles.identifier_type
        and users.leading_value = circles.identifier_value
