{#- Every KPI of a score has a row in every period and segment in which any of them has one. A few
    observations say little, so they are averaged with the prior, which counts as `prior_weight`
    more of them. Counts, medians and quotients of sums have no observations to weigh that way. Of
    promoters less detractors the variance, where it is not known, is at most that without any
    passives. -#}
with anchors as (
    select * from {{ ref('int_scores__anchors') }}
),

kpi_values as (
    select
        *,
        {{ period_key("period_kind", "period_start") }} as period_key
    from {{ ref('fct_kpi_values') }}
),

cells as (
    select distinct
        anchors.score_journey,
        anchors.period_key,
        kpi_values.segment_kind,
        kpi_values.segment
    from kpi_values
    inner join anchors
        on kpi_values.kpi_id = anchors.kpi_id and kpi_values.period_key = anchors.period_key
),

found as (
    select
        cells.segment_kind,
        cells.segment,
        anchors.*,
        kpi_values.value as raw_value,
        kpi_values.numerator,
        kpi_values.denominator,
        kpi_values.sample_size,
        kpi_values.standard_deviation,
        kpi_values.interval_low,
        kpi_values.interval_high,
        kpi_values.is_mature,
        case
            when kpi_values.value is null then 'no_value'
            when not kpi_values.is_sufficient then 'below_min_sample'
            else 'available'
        end as availability,
        anchors.kind in ('rate', 'share_of_scale') and not anchors.is_quotient as is_proportion,
        anchors.kind in ('rate', 'share_of_scale', 'nps', 'mean') and not anchors.is_quotient
            as has_observations
    from cells
    inner join anchors
        on
            cells.score_journey = anchors.score_journey
            and cells.period_key = anchors.period_key
    left join kpi_values
        on
            anchors.kpi_id = kpi_values.kpi_id
            and anchors.period_key = kpi_values.period_key
            and cells.segment_kind = kpi_values.segment_kind
            and cells.segment = kpi_values.segment
),

weighed as (
    select
        *,
        case when is_proportion then denominator else sample_size end as observations,
        case when has_observations and prior_value is not null then prior_weight else 0 end
            as prior_observations
    from found
),

shrunk as (
    select
        *,
        case
            when availability != 'available' then null
            when prior_observations > 0
                then
                    (raw_value * observations + prior_observations * prior_value)
                    / (observations + prior_observations)
            else raw_value
        end as shrunk_value
    from weighed
)

select
    {{ score_id("score_journey", "period_key", "segment_kind", "segment") }} as score_id,
    shrunk.*,
    case
        when not has_observations or availability != 'available' then null
        when is_proportion then shrunk_value * (1 - shrunk_value)
        when kind = 'nps' and standard_deviation is null
            then 1 - power(shrunk_value, 2)
        else power(standard_deviation, 2)
    end as variance
from shrunk
