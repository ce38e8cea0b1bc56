{#- A KPI has a part in a score if its row in effect has a stage, anchors and a weight, and its
    stage has a weight. Weights become shares: those of a stage's KPIs sum to 1. The whole customer
    journey goes through every stage, known or not; a journey through those that it has KPIs for. -#}
with kpis as (
    select
        kpis.*,
        lead(valid_from) over (
            partition by kpi_id order by valid_from asc nulls first
        ) as replaced_on
    from {{ ref('int_config__kpis') }} as kpis
),

stages as (
    select * from {{ ref('int_config__stages') }}
),

in_effect as (
    select
        periods.period_key,
        coalesce(kpis.journey_id, '') as score_journey,
        kpis.*,
        stages.weight as stage_weight
    from {{ ref('int_scores__periods') }} as periods
    inner join kpis
        on
            (kpis.valid_from is null or periods.judged_on >= kpis.valid_from)
            and (kpis.replaced_on is null or periods.judged_on < kpis.replaced_on)
    inner join stages on kpis.stage_id = stages.stage_id
    where
        kpis.floor is not null
        and kpis.target is not null
        and kpis.weight > 0
        and stages.weight > 0
),

stage_totals as (
    select
        period_key,
        score_journey,
        stage_id,
        min(stage_weight) as stage_weight,
        {{ exact_sum("weight") }} as kpi_weights
    from in_effect
    group by period_key, score_journey, stage_id
),

journey_totals as (
    select
        period_key,
        score_journey,
        {{ exact_sum("stage_weight") }} as stage_weights
    from stage_totals
    group by period_key, score_journey
),

whole as (
    select {{ exact_sum("weight") }} as stage_weights
    from stages
)

select
    in_effect.period_key,
    in_effect.score_journey,
    in_effect.kpi_id,
    in_effect.kpi_name,
    in_effect.stage_id,
    in_effect.kind,
    in_effect.is_complement,
    in_effect.divided_by_kpi is not null as is_quotient,
    in_effect.floor as floor_value,
    in_effect.target as target_value,
    in_effect.prior as prior_value,
    in_effect.prior_weight,
    in_effect.unit,
    in_effect.weight / stage_totals.kpi_weights as kpi_share,
    in_effect.stage_weight / case
        when in_effect.score_journey = '' then whole.stage_weights
        else journey_totals.stage_weights
    end as stage_share
from in_effect
inner join stage_totals
    on
        in_effect.period_key = stage_totals.period_key
        and in_effect.score_journey = stage_totals.score_journey
        and in_effect.stage_id = stage_totals.stage_id
inner join journey_totals
    on
        in_effect.period_key = journey_totals.period_key
        and in_effect.score_journey = journey_totals.score_journey
cross join whole
