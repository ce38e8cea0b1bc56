{{ config(materialized="kept", forgets="finished_runs") }}

{#- The users whose rows this run writes anew: those that were and those that are. Known before any
    of these tables is touched, so that a run which comes to no end leaves no row that the next one
    does not know of. -#}
-- depends_on: {{ ref('int_scope__former_activity') }}
with all_users as (
    select user_key from {{ ref('int_scope__former_users') }}
    union
    select user_key from {{ ref('int_identity__users') }}
)

select
    state.run_no,
    all_users.user_key
from all_users
cross join {{ ref('int_scope__state') }} as state
left join {{ kept_rows([["run_no", "integer"], "user_key"]) }} as written
    on all_users.user_key = written.user_key and state.run_no = written.run_no
where not state.is_full and written.user_key is null
