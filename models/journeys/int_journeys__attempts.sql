{#- Entry events under the version in effect; `standing_no` numbers those that nothing but earlier
    entries can block, in the participant's order. -#}
with reasoned as (
    select
        journeys.definition_id,
        journeys.journey_no,
        journeys.journey_id,
        journeys.version,
        journeys.reentry,
        participants.participant_no,
        participants.participant_key,
        matches.user_key,
        matches.event_id,
        matches.occurred_at,
        matches.sequence,
        matches.channel,
        matches.platform,
        case
            when
                matches.occurred_at < journeys.starts_at
                or matches.occurred_at >= journeys.ends_at
                then 'not_live'
            when not matches.is_consented then 'no_consent'
            when
                journeys.holdout_percent > 0
                and {{ holdout_share("participants.participant_key", "journeys.journey_id") }}
                < journeys.holdout_percent
                then 'holdout'
        end as standing_reason
    from {{ ref('int_journeys__matches') }} as matches
    inner join {{ ref('int_config__journeys') }} as journeys
        on
            matches.definition_id = journeys.definition_id
            and matches.occurred_at >= journeys.valid_from
            and (matches.occurred_at < journeys.valid_to or journeys.valid_to is null)
    inner join {{ ref('int_journeys__participants') }} as participants
        on
            journeys.journey_no = participants.journey_no
            and coalesce(matches.endpoint_id, matches.user_key) = participants.participant_key
    where matches.role = 'entry'
)

select
    definition_id,
    journey_no,
    journey_id,
    version,
    reentry,
    participant_no,
    participant_key,
    user_key,
    event_id,
    occurred_at,
    channel,
    platform,
    standing_reason,
    {{ attempt_no("participant_no", "row_number() over in_order") }} as attempt_no,
    case
        when standing_reason is null
            then count(case when standing_reason is null then 1 end) over in_order
    end as standing_no
from reasoned
window in_order as (partition by participant_no order by {{ event_order() }})
