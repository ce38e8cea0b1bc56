{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
{# An attempt that nothing but an earlier entry can block is held against the last one admitted
    before it. #}
with blocked as (
    select
        attempts.attempt_no,
        attempts.participant_no,
        attempts.standing_no,
        attempts.reentry,
        attempts.occurred_at,
        journeys.reentry_interval_us
    from {{ ref('int_journeys__attempts') }} as attempts
    inner join {{ ref('int_config__journeys') }} as journeys
        on attempts.definition_id = journeys.definition_id
    left join {{ ref('int_journeys__entries') }} as entries
        on attempts.attempt_no = entries.attempt_no
    where attempts.standing_no is not null and entries.attempt_no is null
),

admitted as (
    select
        attempts.participant_no,
        attempts.standing_no,
        entries.entered_at,
        entries.ended_at
    from {{ ref('int_journeys__entries') }} as entries
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on entries.attempt_no = attempts.attempt_no
),

held as (
    {{ asof_joined(
        "blocked", "admitted", ["participant_no"], "standing_no", "standing_no",
        ["entered_at", "ended_at"]
    ) }}
),

reasoned as (
    select
        attempt_no,
        case
            when
                reentry in ('once', 'after_exit')
                and (ended_at is null or occurred_at < ended_at)
                then 'already_active'
            when reentry = 'once' then 'reentry_not_allowed'
            when occurred_at < {{ add_microseconds("entered_at", "reentry_interval_us") }}
                then 'reentry_interval'
            else 'reentry_cap'
        end as block_reason
    from held
)

select
    attempts.journey_id,
    attempts.version,
    attempts.participant_key,
    attempts.user_key,
    attempts.event_id,
    attempts.occurred_at,
    case
        when attempts.standing_reason is null and reasoned.attempt_no is null
            then {{ entry_id(
                "attempts.journey_id", "attempts.participant_key", "attempts.event_id"
            ) }}
    end as entry_id,
    coalesce(attempts.standing_reason, reasoned.block_reason) as block_reason
from {{ ref('int_journeys__attempts') }} as attempts
left join reasoned on attempts.attempt_no = reasoned.attempt_no
