with reasons as (
    unpivot (
        select columns('^blocked_')
        from rpt_journey_overview
        where journey_id = $journey_id
    )
    on columns(*)
    into name block_column value blocked
)

select
    replace(block_column, 'blocked_', '') as block_reason,
    blocked,
    blocked / overview.attempts as share_of_attempts
from reasons
cross join rpt_journey_overview as overview
where overview.journey_id = $journey_id and blocked > 0
order by blocked desc, block_reason
