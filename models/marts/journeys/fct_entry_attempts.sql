{#- An attempt that nothing but an earlier entry can block is held against the last one admitted
    before it. -#}
with attempts as (
    select
        attempts.*,
        entries.attempt_no is not null as is_admitted,
        entries.entered_at,
        entries.ended_at,
        journeys.reentry_interval_us
    from {{ ref('int_journeys__attempts') }} as attempts
    inner join {{ ref('int_config__journeys') }} as journeys
        on attempts.definition_id = journeys.definition_id
    left join {{ ref('int_journeys__entries') }} as entries
        on attempts.attempt_no = entries.attempt_no
),

before as (
    select
        *,
        max(case when is_admitted then standing_no end) over (
            partition by journey_no, participant_no
            order by standing_no
            rows between unbounded preceding and 1 preceding
        ) as last_standing_no
    from attempts
    where standing_no is not null
),

reasoned as (
    select
        before.attempt_no,
        case
            when before.is_admitted then null
            when
                before.reentry in ('once', 'after_exit')
                and (last_entries.ended_at is null or before.occurred_at < last_entries.ended_at)
                then 'already_active'
            when before.reentry = 'once' then 'reentry_not_allowed'
            when
                before.occurred_at < {{ add_microseconds(
                    "last_entries.entered_at", "before.reentry_interval_us"
                ) }}
                then 'reentry_interval'
            else 'reentry_cap'
        end as block_reason
    from before
    left join before as last_entries
        on
            before.journey_no = last_entries.journey_no
            and before.participant_no = last_entries.participant_no
            and before.last_standing_no = last_entries.standing_no
)

select
    attempts.journey_id,
    attempts.version,
    attempts.participant_key,
    attempts.user_key,
    attempts.event_id,
    attempts.occurred_at,
    case
        when attempts.is_admitted
            then {{ entry_id(
                "attempts.journey_id", "attempts.participant_key", "attempts.event_id"
            ) }}
    end as entry_id,
    coalesce(attempts.standing_reason, reasoned.block_reason) as block_reason
from attempts
left join reasoned on attempts.attempt_no = reasoned.attempt_no
