{#- What a step, an exit or a conversion is looked up in. The first event of an instant, in the
    participant's order, stands for it. -#}
with instants as (
    select
        participant_no,
        signal_no,
        definition_id,
        occurred_at,
        {{ first_event_id() }} as event_id,
        count(*) as match_count
    from {{ ref('int_journeys__travelling_matches') }}
    group by participant_no, signal_no, definition_id, occurred_at
)

select
    *,
    sum(match_count) over (
        partition by participant_no, signal_no order by occurred_at
    ) as matches_so_far
from instants
