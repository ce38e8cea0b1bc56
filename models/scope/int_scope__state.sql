{#- What this run restates: everything, or what has changed since the run before. -#}
select
    start.run_no,
    start.fingerprint,
    start.previous_as_of,
    clock.as_of,
    coalesce(
        start.cause, case when clock.as_of < start.previous_as_of then 'earlier_as_of' end
    ) as cause,
    start.cause is not null or coalesce(clock.as_of < start.previous_as_of, false) as is_full
from {{ ref('int_scope__start') }} as start
cross join {{ ref('int_contract__as_of') }} as clock
