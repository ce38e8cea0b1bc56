{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
with moves as (
    select
        farther.flow_no,
        farther.user_no,
        farther.node_depth,
        nearer.name_no as from_name_no,
        farther.name_no as to_name_no,
        count(*) as occurrences
    from {{ ref('int_flows__path_nodes') }} as farther
    inner join {{ ref('int_flows__path_nodes') }} as nearer
        on
            farther.flow_no = nearer.flow_no
            and farther.user_no = nearer.user_no
            and farther.anchor_place = nearer.anchor_place
            and farther.node_depth = nearer.node_depth + 1
    group by farther.flow_no, farther.user_no, farther.node_depth, nearer.name_no, farther.name_no
)

select
    numbered.user_key,
    moves.flow_no,
    moves.node_depth,
    from_names.event_name as from_name,
    coalesce(to_names.event_name, '') as to_name,
    moves.occurrences
from moves
inner join {{ ref('int_identity__user_numbers') }} as numbered
    on moves.user_no = numbered.user_no
inner join {{ ref('int_flows__names') }} as from_names
    on moves.flow_no = from_names.flow_no and moves.from_name_no = from_names.name_no
left join {{ ref('int_flows__names') }} as to_names
    on moves.flow_no = to_names.flow_no and moves.to_name_no = to_names.name_no
