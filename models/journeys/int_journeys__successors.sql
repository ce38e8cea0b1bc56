{#- Only strict steps ask for the very next event. -#}
with travelled as (
    {%- for participant, key in {"user": "user_key", "endpoint": "endpoint_id"}.items() %}
        select
            travellers.definition_id,
            travellers.participant_no,
            travellers.consent_purpose,
            events.event_id,
            events.user_key,
            events.occurred_at,
            events.sequence
        from {{ ref('int_journeys__travellers') }} as travellers
        inner join {{ ref('int_journeys__events') }} as events
            on travellers.participant_key = events.{{ key }}
        where travellers.step_order = 'strict' and travellers.participant = '{{ participant }}'
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

consented as (
    {{ asof_joined(
        "travelled", ref('int_identity__consent_changes'),
        ["user_key", ["consent_purpose", "purpose"]],
        "occurred_at", "changed_at", ["is_granted"]
    ) }}
)

select
    definition_id,
    participant_no,
    event_id,
    lead(event_id) over in_order as next_event_id,
    lead(occurred_at) over in_order as next_at
from consented
where consent_purpose is null or is_granted
window in_order as (
    partition by definition_id, participant_no order by {{ event_order() }}
)
