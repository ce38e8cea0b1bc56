{#- Of the moments that could end an entry the earliest does; on a tie the first in this order. -#}
with admitted as (
    select
        candidates.*,
        case when candidates.reentry = 'restart' then admissions.next_entered_at end as restarted_at
    from {{ ref('int_journeys__candidate_ends') }} as candidates
    inner join {{ ref('int_journeys__admissions') }} as admissions
        on candidates.attempt_no = admissions.attempt_no
),

ended as (
    select
        *,
        least(ends_alone_at, restarted_at) as ended_at,
        least(
            ending_completion_at, first_exit_at, first_refusal_at, restarted_at, inactive_at,
            window_ended_at, journey_ended_at
        ) as unconverted_end_at
    from admitted
)

select
    attempt_no,
    participant_no,
    definition_id,
    entered_at,
    ended_at,
    case
        when ended_at is null then null
        when ends_on_conversion and first_conversion_at = ended_at then 'converted'
        when ending_completion_at = ended_at then 'completed'
        when first_exit_at = ended_at then 'exit_event'
        when first_refusal_at = ended_at then 'opted_out'
        when restarted_at = ended_at then 'restarted'
        when inactive_at = ended_at then 'inactive'
        when window_ended_at = ended_at then 'window_elapsed'
        when journey_ended_at = ended_at then 'journey_ended'
    end as end_reason,
    case
        when
            unconverted_end_at is null
            or first_conversion_at
            <= {{ add_microseconds("unconverted_end_at", "conversion_tail_us") }}
            then first_conversion_at
    end as converted_at,
    case
        when ended_at is null or first_completion_at <= ended_at then first_completion_at
    end as completed_at
from ended
