{#- What a step, an exit or a conversion is looked up in, at the first match of each instant. Of the
    events of one instant the least id stands for it: `sequence` orders attempts and strict steps
    only. -#}
select
    participant_no,
    signal_no,
    definition_id,
    occurred_at,
    event_id,
    row_number() over in_order as match_no,
    count(*) over (partition by participant_no, signal_no) as match_total
from {{ ref('int_journeys__travelling_matches') }}
window in_order as (partition by participant_no, signal_no order by occurred_at, event_id)
qualify lag(occurred_at) over in_order is distinct from occurred_at
