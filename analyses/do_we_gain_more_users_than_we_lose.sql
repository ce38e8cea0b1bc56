-- Do we win more users a week, new ones and ones who come back, than we lose?
select
    period_start as week_start,
    active_users,
    new_users,
    resurrected_users,
    dormant_users,
    new_users + resurrected_users - dormant_users as net_change,
    (new_users + resurrected_users) / nullif(dormant_users, 0) as gained_for_one_lost
from {{ ref('rpt_lifecycle') }}
where period_kind = 'week' and is_over
order by period_start
