{#- To which candidate the next entry falls if this one is admitted: the first later one at or after
    this one's end (where it must end first) and interval. `is_free` marks candidates that no
    earlier one can hold back. -#}
with candidates as (
    select
        attempt_no,
        participant_no,
        journey_no,
        standing_no,
        entered_at,
        {{ never_as_time(
            "case when reentry = 'after_exit' then ends_alone_at else entered_at end"
        ) }} as may_follow_from,
        {{ add_microseconds("entered_at", "reentry_interval_us") }} as interval_ends_at
    from {{ ref('int_journeys__candidate_ends') }}
    where reentry != 'once'
),

released as (
    select
        *,
        greatest(may_follow_from, interval_ends_at) as released_at
    from candidates
),

instants as (
    select
        participant_no,
        journey_no,
        entered_at,
        min(standing_no) as first_standing_no
    from candidates
    group by participant_no, journey_no, entered_at
),

pointed as (
    {{ asof_joined(
        "released", "instants", ["participant_no", "journey_no"],
        "released_at", "entered_at", ["first_standing_no"], direction="forward"
    ) }}
)

select
    attempt_no,
    participant_no,
    journey_no,
    standing_no,
    case
        when first_standing_no is not null then greatest(first_standing_no, standing_no + 1)
    end as next_standing_no,
    entered_at >= coalesce(
        max(released_at) over (
            partition by participant_no, journey_no
            order by standing_no
            rows between unbounded preceding and 1 preceding
        ),
        entered_at
    ) as is_free
from pointed
