{#- Which events are which signals for whom. An event without an endpoint takes no part in a journey
    of endpoints. -#}
with events as (
    select
        event_id,
        event_name,
        user_key,
        endpoint_id,
        occurred_at,
        sequence
    from {{ ref('fct_events') }}
    where occurred_at <= (select clock.as_of from {{ ref('int_contract__as_of') }} as clock)
),

rules as (
    select * from {{ ref('int_config__rules') }}
),

hits as (
    select
        rules.rule_key,
        events.*
    from events
    inner join rules on events.event_name = rules.event_name
    where rules.condition_count = 0

    union all

    select
        rules.rule_key,
        events.*
    from events
    inner join rules on rules.event_name is null
    where rules.condition_count = 0

    union all

    select
        conditional_hits.rule_key,
        events.*
    from {{ ref('int_journeys__conditional_hits') }} as conditional_hits
    inner join events on conditional_hits.event_id = events.event_id
),

signals as (
    select
        rules.signal_no,
        rules.definition_id,
        rules.consent_purpose,
        rules.role,
        rules.rule_count,
        hits.event_id,
        hits.user_key,
        case
            when rules.participant = 'endpoint' then hits.endpoint_id else hits.user_key
        end as participant_key,
        hits.occurred_at,
        hits.sequence
    from hits
    inner join rules on hits.rule_key = rules.rule_key
),

-- an event that meets several rules of a signal is one match
single as (
    select * from signals
    where rule_count = 1
    union all
    select distinct * from signals
    where rule_count > 1
),

purposeful as (
    select * from single
    where consent_purpose is not null and participant_key is not null
),

consented as (
    {{ asof_joined(
        "purposeful", ref('int_identity__consent_changes'),
        ["user_key", ["consent_purpose", "purpose"]],
        "occurred_at", "changed_at", ["is_granted"]
    ) }}
)

select
    signal_no,
    definition_id,
    role,
    event_id,
    user_key,
    participant_key,
    occurred_at,
    sequence,
    coalesce(is_granted, false) as is_consented
from consented

union all

select
    signal_no,
    definition_id,
    role,
    event_id,
    user_key,
    participant_key,
    occurred_at,
    sequence,
    true as is_consented
from single
where consent_purpose is null and participant_key is not null
