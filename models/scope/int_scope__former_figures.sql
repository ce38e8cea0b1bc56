{{ config(materialized="kept", forgets="finished_runs", full_refresh=false) }}

{#- The figures that the last finished run left; written once, before they are made anew. A run
    before which there was nothing has a row without a journey, so that it is not asked again. -#}
with former as (
    select * from {{ rows_of_previous("int_state__daily_figures", [
        "journey_id", ["reporting_date", "date"], "figure", ["figure_value", "bigint"]
    ]) }}
),

told as (
    select * from {{ kept_rows([["run_no", "integer"]]) }}
)

select
    state.run_no,
    former.journey_id,
    former.reporting_date,
    former.figure,
    former.figure_value
from {{ ref('int_scope__state') }} as state
left join former on coalesce(state.cause, '') != 'first_run'
where state.run_no not in (select told.run_no from told)
