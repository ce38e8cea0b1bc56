{{ config(materialized="kept", forgets="finished_runs", full_refresh=false) }}

{#- What users had when the last finished run ended; written once, like whose identifiers were. -#}
-- depends_on: {{ ref('int_scope__former_users') }}
with former_users as (
    select former.*
    from {{ rows_of_previous("dim_users", ["user_key", ["event_count", "bigint"]]) }} as former
    {%- if not scope_is_full() %}
    where {{ is_among(["user_key"], ref('int_scope__former_users')) }}
    {%- endif %}
),

entries as (
    select
        former.user_key,
        count(*) as entry_count
    from {{ rows_of_previous("fct_journey_entries", ["user_key"]) }} as former
    {%- if not scope_is_full() %}
    where {{ is_among(["user_key"], ref('int_scope__former_users')) }}
    {%- endif %}
    group by former.user_key
)

select
    state.run_no,
    former_users.user_key,
    former_users.event_count,
    coalesce(entries.entry_count, 0) as entry_count
from {{ ref('int_scope__state') }} as state
cross join former_users
left join entries on former_users.user_key = entries.user_key
left join {{ kept_rows([["run_no", "integer"], "user_key"]) }} as told
    on former_users.user_key = told.user_key
where told.user_key is null and coalesce(state.cause, '') != 'first_run'
