{#- The candidates that a walk from entry to entry visits; it may start at any candidate that no
    earlier one can hold back, so that the walks are short. -#}
with recursive pointers as (
    select * from {{ ref('int_journeys__pointers') }}
),

walk as (
    select
        attempt_no,
        participant_no,
        journey_no,
        standing_no,
        next_standing_no
    from pointers
    where is_free

    union all

    select
        pointers.attempt_no,
        pointers.participant_no,
        pointers.journey_no,
        pointers.standing_no,
        pointers.next_standing_no
    from walk
    inner join pointers
        on
            walk.participant_no = pointers.participant_no
            and walk.journey_no = pointers.journey_no
            and walk.next_standing_no = pointers.standing_no
    where not pointers.is_free and pointers.standing_no > walk.standing_no
),

admitted as (
    select
        attempt_no,
        participant_no,
        journey_no,
        standing_no
    from walk

    union all

    select
        attempt_no,
        participant_no,
        journey_no,
        standing_no
    from {{ ref('int_journeys__candidate_ends') }}
    where reentry = 'once'
),

-- what the cap keeps out ends nothing
capped as (
    select
        admitted.*,
        candidates.entered_at
    from admitted
    inner join {{ ref('int_journeys__candidate_ends') }} as candidates
        on admitted.attempt_no = candidates.attempt_no
    qualify
        candidates.max_entries is null
        or row_number() over (
            partition by admitted.participant_no, admitted.journey_no
            order by admitted.standing_no
        ) <= candidates.max_entries
)

select
    attempt_no,
    lead(entered_at) over (
        partition by participant_no, journey_no order by standing_no
    ) as next_entered_at
from capped
