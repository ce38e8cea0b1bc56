{#- Short keys of users, for sorting. -#}
select
    user_key,
    row_number() over (order by user_key) as user_no
from {{ ref('dim_users') }}
