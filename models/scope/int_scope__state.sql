{#- What this run restates: everything, or what has changed since the run before. -#}
select
    run_start.run_no,
    run_start.fingerprint,
    run_start.previous_as_of,
    clock.as_of,
    coalesce(
        run_start.cause, case when clock.as_of < run_start.previous_as_of then 'earlier_as_of' end
    ) as cause,
    run_start.cause is not null
    or coalesce(clock.as_of < run_start.previous_as_of, false) as is_full
from {{ ref('int_scope__start') }} as run_start
cross join {{ ref('int_contract__as_of') }} as clock
