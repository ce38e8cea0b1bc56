{#- When each candidate would end if no later entry ended it, of what is due at as_of. -#}
with clock as (
    select as_of from {{ ref('int_contract__as_of') }}
),

moments as (
    select
        firsts.*,
        attempts.journey_no,
        attempts.standing_no,
        attempts.reentry,
        journeys.reentry_interval_us,
        journeys.max_entries,
        journeys.ends_on_conversion,
        journeys.ends_on_completion,
        journeys.conversion_tail_us,
        {{ add_microseconds("firsts.entered_at", "journeys.window_us") }} as window_ends_at,
        journeys.ends_at as journey_ends_at,
        clock.as_of
    from {{ ref('int_journeys__first_after_entry') }} as firsts
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on firsts.attempt_no = attempts.attempt_no
    inner join {{ ref('int_config__journeys') }} as journeys
        on firsts.definition_id = journeys.definition_id
    cross join clock
),

due as (
    select
        attempt_no,
        participant_no,
        definition_id,
        journey_no,
        standing_no,
        reentry,
        reentry_interval_us,
        max_entries,
        ends_on_conversion,
        conversion_tail_us,
        entered_at,
        first_conversion_at,
        first_completion_at,
        case when ends_on_completion then first_completion_at end as ending_completion_at,
        first_exit_at,
        first_refusal_at,
        case when inactive_at <= as_of then inactive_at end as inactive_at,
        case when window_ends_at <= as_of then window_ends_at end as window_ended_at,
        case when journey_ends_at <= as_of then journey_ends_at end as journey_ended_at
    from moments
)

select
    *,
    least(
        case when ends_on_conversion then first_conversion_at end,
        ending_completion_at,
        first_exit_at,
        first_refusal_at,
        inactive_at,
        window_ended_at,
        journey_ended_at
    ) as ends_alone_at
from due
