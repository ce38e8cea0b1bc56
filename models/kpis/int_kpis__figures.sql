{#- What stands above and below the line, by the kind of the KPI, and how much it rests on. -#}
with clock as (
    select {{ reporting_date("as_of") }} as as_of_date
    from {{ ref('int_contract__as_of') }}
),

sides as (
    select
        sides.*,
        pairs.kind,
        pairs.is_paired,
        pairs.numerator_kind,
        pairs.kind in ('mean', 'median', 'share_of_scale', 'nps') or pairs.is_paired as is_judged
    from {{ ref('int_kpis__sides') }} as sides
    inner join {{ ref('int_kpis__pairs') }} as pairs on sides.kpi_no = pairs.kpi_no
    cross join clock
    where
        case when sides.period_kind = 'all' then clock.as_of_date else sides.period_start end
        >= coalesce(pairs.valid_from, {{ period_start("all", "") }})
        and coalesce(
            case when sides.period_kind = 'all' then clock.as_of_date else sides.period_start end
            < pairs.valid_to,
            true
        )
)

select
    kpi_no,
    {{ slice_columns("sides") }},
    kind,
    cast(case
        when is_paired or kind = 'share_of_scale' then mature_hit_count
        when kind = 'mean' then value_sum
        when kind = 'median' then value_count
        when kind = 'nps' then promoter_count - detractor_count
        else coalesce(total, 0)
    end as double) as numerator,
    cast(case
        when is_paired or kind in ('share_of_scale', 'median') then mature_count
        when kind = 'mean' then value_count
        when kind = 'nps' then unit_count
        when kind != 'count' then coalesce(base_total, 0)
    end as double) as denominator,
    cast(coalesce(case
        when is_paired or kind = 'share_of_scale' then mature_count
        when kind in ('mean', 'median') then value_count
        when kind in ('nps', 'count') then unit_count
        else base_count
    end, 0) as bigint) as sample_size,
    median_value,
    case
        when kind = 'mean' then standard_deviation
        when kind = 'nps' and unit_count > 1
            then round(sqrt((
                promoter_count + detractor_count
                - cast(promoter_count - detractor_count as double)
                * (promoter_count - detractor_count) / unit_count
            ) / (unit_count - 1)), 6)
    end as standard_deviation,
    cast(case when is_judged then coalesce(immature_count, 0) else 0 end as bigint)
        as immature_count,
    case
        when numerator_kind = 'elapsed' and kind in ('mean', 'median')
            then 1 - {{ share("value_count", "mature_count") }}
    end as censored_share
from sides
