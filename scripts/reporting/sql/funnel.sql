with shown as (
    select version
    from rpt_journey_steps
    where journey_id = $journey_id and step_id = 'entry'
    order by entries_reaching > 0 desc, version desc
    limit 1
),

left_at as (
    select
        version,
        last_step_id as step_id,
        count(*) as left_here
    from fct_journey_exits
    where journey_id = $journey_id and not is_excluded
    group by all
)

select
    steps.step_name,
    steps.entries_reaching,
    steps.share_of_entries,
    coalesce(left_at.left_here, 0) as left_here,
    coalesce(left_at.left_here, 0) / nullif(steps.entries_reaching, 0) as share_left,
    steps.drop_off,
    steps.users_reaching,
    steps.step_id,
    steps.version
from rpt_journey_steps as steps
inner join shown on steps.version = shown.version
left join left_at on steps.version = left_at.version and steps.step_id = left_at.step_id
where steps.journey_id = $journey_id
order by steps.step_index
