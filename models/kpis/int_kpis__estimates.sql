{#- The figure itself with its 95% interval: Wilson's of a proportion, normal of a mean and of the
    net promoter score. Complements are turned round, the interval with them. -#}
with figures as (
    select
        figures.*,
        kpis.kpi_id,
        kpis.is_complement,
        case
            when figures.kind = 'median' then figures.median_value
            when figures.kind = 'count' then figures.numerator
            else {{ share("figures.numerator", "figures.denominator") }}
        end as plain_value,
        {{ normal_quantile() }} * figures.standard_deviation / sqrt(figures.sample_size)
            as half_width
    from {{ ref('int_kpis__figures') }} as figures
    inner join {{ ref('int_config__kpis') }} as kpis on figures.kpi_no = kpis.kpi_no
),

bounded as (
    select
        *,
        case
            when kind in ('rate', 'share_of_scale')
                then {{ wilson_low("numerator", "denominator") }}
            else plain_value - half_width
        end as plain_low,
        case
            when kind in ('rate', 'share_of_scale')
                then {{ wilson_high("numerator", "denominator") }}
            else plain_value + half_width
        end as plain_high
    from figures
)

select
    kpi_no,
    kpi_id,
    {{ slice_columns("bounded") }},
    numerator,
    denominator,
    sample_size,
    standard_deviation,
    immature_count,
    censored_share,
    case when is_complement then 1 - plain_value else plain_value end as value,
    case when is_complement then 1 - plain_high else plain_low end as interval_low,
    case when is_complement then 1 - plain_low else plain_high end as interval_high
from bounded
