-- Law 2: attempts = entries + blocked by reason. Each attempt ends once, as an entry that is there
-- or with a reason, and the overview counts what the tables hold.
with attempts as (
    select
        journey_id,
        count(*) as attempts,
        count(block_reason) as blocked,
        count(entry_id) as admitted,
        count(case when (block_reason is null) = (entry_id is null) then 1 end) as undecided
    from {{ ref('fct_entry_attempts') }}
    group by journey_id
),

entries as (
    select
        journey_id,
        count(*) as entries
    from {{ ref('fct_journey_entries') }}
    group by journey_id
),

overview as (
    select
        journey_id,
        attempts,
        {% for reason in block_reasons() %}
            blocked_{{ reason }}{{ " + " if not loop.last }}
        {%- endfor %} as blocked,
        lifetime_entries as entries
    from {{ ref('rpt_journey_overview') }}
)

select
    overview.journey_id,
    overview.attempts,
    overview.blocked,
    overview.entries,
    attempts.attempts as counted_attempts,
    attempts.blocked as counted_blocked,
    attempts.undecided,
    entries.entries as counted_entries
from overview
left join attempts on overview.journey_id = attempts.journey_id
left join entries on overview.journey_id = entries.journey_id
where
    overview.attempts != overview.entries + overview.blocked
    or overview.attempts != coalesce(attempts.attempts, 0)
    or overview.blocked != coalesce(attempts.blocked, 0)
    or overview.entries != coalesce(entries.entries, 0)
    or coalesce(attempts.admitted, 0) != coalesce(entries.entries, 0)
    or attempts.undecided > 0
