{#- Only unordered steps ask for the second match, the third and so on. -#}
select
    participant_no,
    signal_no,
    occurred_at,
    event_id,
    row_number() over (
        partition by participant_no, signal_no order by occurred_at, event_id
    ) as match_no
from {{ ref('int_journeys__travelling_matches') }}
where step_order = 'unordered' and role = 'step'
