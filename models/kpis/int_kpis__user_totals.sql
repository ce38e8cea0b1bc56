{#- Of measures of users: totals that move from run to run, and those that each run counts. -#}
select *
from {{ ref('int_kpis__personal_totals') }}
where
    measure_no not in (
        select measures.measure_no
        from {{ ref('int_config__measures') }} as measures
        where measures.is_opening
    )

union all

select * from ({{ user_counts(ref('int_kpis__shared_cells')) }}) as users_counted
