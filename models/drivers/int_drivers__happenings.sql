{#- Numbers in place of names and keys: this is as long as the events themselves. -#}
{% for kind, key in [("user", "user_key"), ("endpoint", "endpoint_id")] -%}
    select
        participants.participant_no,
        known_events.event_no,
        events.occurred_at
    from {{ ref('int_journeys__events') }} as events
    inner join {{ ref('int_drivers__names') }} as known_events
        on events.event_name = known_events.event_name
    inner join {{ ref('int_drivers__participants') }} as participants
        on
            events.{{ key }} = participants.participant_key
            and participants.participant = '{{ kind }}'
    {{ "union all" if not loop.last }}
{% endfor %}
