with shown as (
    select version
    from rpt_journey_steps
    where journey_id = $journey_id and step_id = 'entry'
    order by entries_reaching > 0 desc, version desc
    limit 1
),

times as (
    select
        progressions.step_id,
        median(progressions.seconds_from_previous) as median_seconds,
        quantile_cont(progressions.seconds_from_previous, 0.9) as p90_seconds,
        mode(progressions.from_step_id order by progressions.from_step_id) as from_step_id
    from fct_step_progressions as progressions
    inner join fct_journey_entries as entries on progressions.entry_id = entries.entry_id
    where
        progressions.journey_id = $journey_id
        and progressions.version = (select version from shown)
        and progressions.step_index > 0
        and not entries.is_excluded
    group by progressions.step_id
)

select
    steps.step_name,
    origins.step_name as from_step_name,
    steps.entries_reaching,
    times.median_seconds,
    times.p90_seconds
from times
inner join shown on true
inner join rpt_journey_steps as steps
    on
        steps.journey_id = $journey_id
        and steps.version = shown.version
        and times.step_id = steps.step_id
left join rpt_journey_steps as origins
    on
        origins.journey_id = $journey_id
        and origins.version = shown.version
        and times.from_step_id = origins.step_id
where times.p90_seconds > 0
order by steps.step_index
