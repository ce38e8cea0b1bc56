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
    coalesce(statistic.value_count, 0) as value_count,
    statistic.value_sum,
    statistic.standard_deviation,
    statistic.median_value
from totals
left join {{ ref('int_kpis__statistics') }} as statistic
    on
        totals.measure_no = statistic.measure_no
        and {{ same_slice("totals", "statistic") }}
