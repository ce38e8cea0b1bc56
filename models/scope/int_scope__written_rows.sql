{{ config(materialized="kept", forgets="rows_of_other_runs", full_refresh=false) }}

{#- The materialization `kept` writes here: each table that it has written, with how many rows. -#}
select
    run_start.run_no,
    cast(null as {{ dbt.type_string() }}) as table_name,
    cast(null as bigint) as forgotten_rows,
    cast(null as bigint) as written_rows
from {{ ref('int_scope__start') }} as run_start
where false
