{#- What a step, an exit or a conversion is looked up in. Of the events of one instant the least id
    stands for it: `sequence` orders attempts and strict steps only. -#}
with instants as (
    select
        participant_no,
        signal_no,
        definition_id,
        occurred_at,
        min(event_id) as event_id,
        count(*) as match_count
    from {{ ref('int_journeys__travelling_matches') }}
    group by participant_no, signal_no, definition_id, occurred_at
)

select
    *,
    cast(sum(match_count) over (
        partition by participant_no, signal_no order by occurred_at
    ) as bigint) as matches_so_far
from instants
