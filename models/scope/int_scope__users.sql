{{ config(materialized="kept", forgets="finished_runs") }}

{#- The users whose rows this run writes anew: those that were and those that are. Known before any
    of these tables is touched, so that a run which comes to no end leaves no row that the next one
    does not know of. -#}
with users as (
    select user_key from {{ ref('int_scope__former_users') }}
    union
    select user_key from {{ ref('int_identity__users') }}
)

select
    state.run_no,
    users.user_key
from users
cross join {{ ref('int_scope__state') }} as state
where
    not state.is_full
    {%- if keeps_rows() %}
    and users.user_key not in (
        select written.user_key from {{ this }} as written where written.run_no = state.run_no
    )
    {%- endif %}
