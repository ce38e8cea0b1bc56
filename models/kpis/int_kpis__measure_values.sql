with totals as (
    select * from {{ ref('int_kpis__unit_totals') }}
    {%- for users_of in ["user_totals", "opening_totals"] %}
        union all
        select
            *,
            cast(null as decimal(38, 6)) as amount,
            cast(0 as bigint) as promoter_count,
            cast(0 as bigint) as detractor_count
        from {{ ref("int_kpis__" ~ users_of) }}
    {%- endfor %}
)

select
    totals.*,
    coalesce(statistics.value_count, 0) as value_count,
    statistics.value_sum,
    statistics.standard_deviation,
    statistics.median_value
from totals
left join {{ ref('int_kpis__statistics') }} as statistics
    on
        totals.measure_no = statistics.measure_no
        and {{ same_slice("totals", "statistics") }}
