{#- What is in effect for a period is decided by its first day; `all` goes by the day of as_of. -#}
with periods as (
    select distinct
        period_kind,
        period_start
    from {{ ref('fct_kpi_values') }}
)

select
    {{ period_key("periods.period_kind", "periods.period_start") }} as period_key,
    periods.period_kind,
    periods.period_start,
    {{ period_key(
        "periods.period_kind",
        shifted_period("periods.period_kind", "periods.period_start", -1)
    ) }} as previous_period_key,
    coalesce(periods.period_start, {{ reporting_date("clock.as_of") }}) as judged_on,
    coalesce(
        {{ shifted_period("periods.period_kind", "periods.period_start", 1) }}
        <= {{ reporting_date("clock.as_of") }},
        true
    ) as is_over
from periods
cross join {{ ref('int_contract__as_of') }} as clock
