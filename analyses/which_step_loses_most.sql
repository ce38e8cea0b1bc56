-- Which step of each journey loses the most entries, and how long do those who go on take for it?
with ranked as (
    select
        *,
        row_number() over (
            partition by journey_id, version order by coalesce(drop_off, 0) desc, step_index asc
        ) as loss_rank
    from {{ ref('rpt_journey_steps') }}
)

select
    journey_id,
    version,
    step_id,
    drop_off,
    drop_off_rate,
    median_seconds_from_previous
from ranked
where loss_rank = 1
order by journey_id, version
