{{ config(materialized="kept", forgets="nothing") }}

{#- The bytes of what is forgotten stay in the warehouse's file until scripts/purge.py writes it
    anew and empties this table. -#}
with erased as (
    select count(*) as record_count from {{ ref('int_erasure__erased_records') }}
)

select this_run.run_no
from {{ ref('int_erasure__mode') }} as this_run
cross join erased
left join {{ kept_rows([["run_no", "integer"]]) }} as unpurged on this_run.run_no = unpurged.run_no
where erased.record_count > 0 and unpurged.run_no is null
