{#- Entry events under the version in effect, numbered in the participant's order; `standing_no`
    numbers those that nothing but earlier entries can block. -#}
with entry_matches as (
    select
        matches.*,
        journeys.journey_no,
        journeys.journey_id,
        journeys.version,
        journeys.reentry,
        journeys.starts_at,
        journeys.ends_at,
        journeys.holdout_percent
    from {{ ref('int_journeys__matches') }} as matches
    inner join {{ ref('int_config__journeys') }} as journeys
        on
            matches.definition_id = journeys.definition_id
            and matches.occurred_at >= journeys.valid_from
            and (matches.occurred_at < journeys.valid_to or journeys.valid_to is null)
    where matches.role = 'entry'
),

reasoned as (
    select
        *,
        case
            when occurred_at < starts_at or occurred_at >= ends_at then 'not_live'
            when not is_consented then 'no_consent'
            when
                holdout_percent > 0
                and {{ holdout_share("participant_key", "journey_id") }} < holdout_percent
                then 'holdout'
        end as standing_reason
    from entry_matches
)

select
    definition_id,
    journey_no,
    journey_id,
    version,
    reentry,
    participant_key,
    cast(dense_rank() over (order by participant_key) as bigint) as participant_no,
    user_key,
    event_id,
    occurred_at,
    standing_reason,
    row_number() over (order by journey_no, participant_key, {{ event_order() }}) as attempt_no,
    case
        when standing_reason is null
            then row_number() over (
                partition by journey_no, participant_key, standing_reason is null
                order by {{ event_order() }}
            )
    end as standing_no
from reasoned
