{{ config(materialized="kept", forgets="rows_of_this_run") }}

-- depends_on: {{ ref('fct_load_tables') }}
with loads as (
    select
        run_no,
        count(*) as file_count,
        sum(raw_rows) as row_count
    from {{ ref('fct_loaded_files') }}
    group by run_no
),

touched as (
    select
        count(distinct circle_key) as circle_count,
        count(distinct case when cause = 'new_event' then circle_key end) as by_new_event,
        count(distinct case when cause = 'new_link' then circle_key end) as by_new_link,
        count(distinct case when cause = 'new_consent' then circle_key end) as by_new_consent,
        count(distinct case when cause = 'deadline' then circle_key end) as by_deadline
    from {{ ref('int_scope__touched_circles') }}
),

restated as (
    select count(*) as user_count from {{ ref('int_scope__users') }}
)

select
    state.run_no,
    state.cause,
    state.is_full,
    state.fingerprint,
    run_start.lost_file as changed_file,
    run_start.lost_files as changed_files,
    state.previous_as_of,
    state.as_of,
    coalesce(loads.file_count, 0) as new_files,
    cast(coalesce(loads.row_count, 0) as bigint) as new_rows,
    touched.circle_count as restated_circles,
    touched.by_new_event,
    touched.by_new_link,
    touched.by_new_consent,
    touched.by_deadline,
    restated.user_count as restated_users
from {{ ref('int_scope__state') }} as state
inner join {{ ref('int_scope__start') }} as run_start on state.run_no = run_start.run_no
cross join touched
cross join restated
left join loads on state.run_no = loads.run_no
