{#- The consented matches of participants with an attempt, one row an instant: what a step, an exit
    or a conversion is looked up in. The first event of an instant stands for it. -#}
with participants as (
    select distinct definition_id, participant_key, participant_no
    from {{ ref('int_journeys__attempts') }}
    where standing_no is not null
),

matches as (
    select
        matches.*,
        case
            when journeys.participant = 'endpoint' then matches.endpoint_id else matches.user_key
        end as participant_key
    from {{ ref('int_journeys__matches') }} as matches
    inner join {{ ref('int_config__journeys') }} as journeys
        on matches.definition_id = journeys.definition_id
    where matches.is_consented
),

instants as (
    select
        participants.participant_no,
        matches.signal_no,
        matches.definition_id,
        matches.occurred_at,
        {{ first_event_id() }} as event_id,
        count(*) as match_count
    from matches
    inner join participants
        on
            matches.definition_id = participants.definition_id
            and matches.participant_key = participants.participant_key
    group by
        participants.participant_no,
        matches.signal_no,
        matches.definition_id,
        matches.occurred_at
)

select
    *,
    sum(match_count) over (
        partition by participant_no, signal_no order by occurred_at
    ) as matches_so_far
from instants
