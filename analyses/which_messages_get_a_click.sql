-- Which messages of our journeys arrive, are opened and get a click, and where do they fail?
with messages as (
    select
        journey_id,
        version,
        step_id,
        sum(case when outcome = 'sent' then message_count end) as sent,
        sum(case when outcome = 'delivered' then message_count end) as delivered,
        sum(case when outcome = 'opened' then message_count end) as opened,
        sum(case when outcome = 'clicked' then message_count end) as clicked,
        sum(case when outcome = 'failed' then message_count end) as failed
    from {{ ref('rpt_step_outcomes') }}
    where channel = '(all)' and platform = '(all)'
    group by journey_id, version, step_id
)

select
    *,
    opened / nullif(sent, 0) as open_rate,
    clicked / nullif(opened, 0) as click_to_open_rate,
    failed / nullif(sent, 0) as failure_rate
from messages
where sent > 0
order by journey_id asc, version asc, sent desc, step_id asc
