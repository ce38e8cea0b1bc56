-- After which step of each journey do most entries leave without converting, and are the later
-- steps any better? Only entries whose time is over are looked at.
with settled as (
    select * from {{ ref('fct_journey_entries') }}
    where is_mature and not is_excluded
),

reached as (
    select
        progressions.journey_id,
        progressions.version,
        progressions.step_id,
        count(*) as entries_reaching,
        count(
            case
                when not settled.is_converted and settled.last_step_id = progressions.step_id
                    then 1
            end
        ) as entries_leaving
    from {{ ref('fct_step_progressions') }} as progressions
    inner join settled on progressions.entry_id = settled.entry_id
    group by progressions.journey_id, progressions.version, progressions.step_id
)

select
    reached.journey_id,
    reached.version,
    steps.step_index,
    steps.step_name as leaving_after,
    reached.entries_reaching,
    reached.entries_leaving,
    reached.entries_leaving / reached.entries_reaching as share_leaving,
    row_number() over (
        partition by reached.journey_id, reached.version
        order by reached.entries_leaving desc, steps.step_index asc
    ) as loss_rank
from reached
inner join {{ ref('dim_journey_steps') }} as steps
    on
        reached.journey_id = steps.journey_id
        and reached.version = steps.version
        and reached.step_id = steps.step_id
order by reached.journey_id, reached.version, steps.step_index
