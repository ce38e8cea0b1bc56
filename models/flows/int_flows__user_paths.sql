{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
with counted as (
    select
        flow_no,
        user_no,
        path_key,
        max(path_length) as path_length,
        count(*) as occurrences
    from {{ ref('int_flows__paths') }}
    group by flow_no, user_no, path_key
)

select
    numbered.user_key,
    counted.flow_no,
    counted.path_key,
    counted.path_length,
    counted.occurrences,
    row_number() over (
        partition by counted.flow_no, counted.user_no order by counted.path_key
    ) = 1 as stands_for_user
from counted
inner join {{ ref('int_identity__user_numbers') }} as numbered
    on counted.user_no = numbered.user_no
