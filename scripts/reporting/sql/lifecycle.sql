select
    period_start as week_start,
    active_users,
    new_users,
    returning_users,
    resurrected_users,
    dormant_users
from rpt_lifecycle
where period_kind = 'week' and is_over
order by period_start desc
limit 26
