with shown as (
    select version
    from rpt_journey_steps
    where journey_id = $journey_id and step_id = 'entry'
    order by entries_reaching > 0 desc, version desc
    limit 1
)

select
    steps.step_name,
    outcomes.outcome,
    outcomes.channel,
    outcomes.platform,
    outcomes.message_count,
    outcomes.entry_count,
    outcomes.total_count,
    outcomes.share_of_entries_reaching
from rpt_step_outcomes as outcomes
inner join shown on outcomes.version = shown.version
inner join rpt_journey_steps as steps
    on
        outcomes.journey_id = steps.journey_id
        and outcomes.version = steps.version
        and outcomes.step_id = steps.step_id
where outcomes.journey_id = $journey_id and outcomes.outcome != 'reached'
order by
    steps.step_index,
    list_position(['sent', 'delivered', 'opened', 'clicked', 'failed'], outcomes.outcome)
    nulls last,
    outcomes.outcome,
    outcomes.channel != '(all)',
    outcomes.platform != '(all)',
    outcomes.channel,
    outcomes.platform
limit 200
