{#- Users are told apart by numbers where many grouping steps follow: texts are slow to group and to
    sort by. The numbers have the order of the keys, whatever was loaded first. -#}
select
    cast(row_number() over (order by user_key) as integer) as user_no,
    user_key
from {{ ref('dim_users') }}
