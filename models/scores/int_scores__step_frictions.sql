{#- What a segment would have kept, had its entries moved on as often as the best segment's. Both
    need the least sample. Intervals that do not meet are more than chance. -#}
with segments as (
    select * from {{ ref('int_scores__step_segments') }}
    where entries_reaching >= {{ var("friction_min_sample") }}
),

placed as (
    select
        *,
        row_number() over (
            partition by journey_id, version, step_id, segment_kind
            order by moving_on_rate desc, entries_reaching desc, segment asc
        ) as place
    from segments
),

compared as (
    select
        placed.*,
        best.segment as best_segment,
        best.moving_on_rate as best_rate,
        best.interval_low as best_low,
        best.interval_high as best_high,
        -- a product of rates carries a rounding error, which says nothing
        round(
            placed.entries_reaching * (best.moving_on_rate - placed.moving_on_rate), 9
        ) as entries_lost
    from placed
    inner join placed as best
        on
            placed.journey_id = best.journey_id
            and placed.version = best.version
            and placed.step_id = best.step_id
            and placed.segment_kind = best.segment_kind
            and best.place = 1
)

select
    compared.*,
    compared.interval_high < compared.best_low as is_significant,
    steps.step_name,
    steps.stage_id,
    journeys.journey_name
from compared
inner join {{ ref('dim_journey_steps') }} as steps
    on
        compared.journey_id = steps.journey_id
        and compared.version = steps.version
        and compared.step_id = steps.step_id
inner join {{ ref('dim_journeys') }} as journeys
    on steps.journey_key = journeys.journey_key
where compared.moving_on_rate < compared.best_rate
