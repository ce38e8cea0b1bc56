select
    matches.definition_id,
    coalesce(matches.endpoint_id, matches.user_key) as participant_key,
    matches.event_id,
    matches.occurred_at,
    signals.step_id,
    signals.outcome,
    events.message_id
from {{ ref('int_journeys__matches') }} as matches
inner join {{ ref('int_config__signals') }} as signals
    on matches.signal_no = signals.signal_no
inner join {{ ref('int_journeys__events') }} as events
    on matches.event_id = events.event_id
where matches.role = 'outcome' and matches.is_consented
