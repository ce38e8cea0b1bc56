{#- Of all users: a row of theirs is a user each. -#}
select
    flow_no,
    node_depth,
    from_name,
    to_name,
    cast(sum(occurrences) as bigint) as occurrences,
    count(*) as unique_users
from {{ ref('int_flows__user_moves') }}
group by flow_no, node_depth, from_name, to_name
