{#- Numbers in place of names and keys: this is as long as the events themselves. -#}
{% for kind, key in [("user", "user_key"), ("endpoint", "endpoint_id")] -%}
    select
        participants.participant_no,
        known_events.event_no,
        events.occurred_at
    from {{ ref('fct_events') }} as events
    inner join {{ ref('int_drivers__events') }} as known_events
        on events.event_name = known_events.event_name
    inner join {{ ref('int_drivers__participants') }} as participants
        on
            events.{{ key }} = participants.participant_key
            and participants.participant = '{{ kind }}'
    cross join {{ ref('int_contract__as_of') }} as clock
    where {{ is_known("events", "clock") }}
    {{ "union all" if not loop.last }}
{% endfor %}
