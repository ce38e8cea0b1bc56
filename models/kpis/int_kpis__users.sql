{#- Users are told apart by numbers from here on: many grouping steps follow, and texts are slow to
    group by. The numbers have the order of the keys, whatever was loaded first. -#}
select
    cast(row_number() over (order by user_key) as integer) as user_no,
    user_key
from {{ ref('int_identity__users') }}
