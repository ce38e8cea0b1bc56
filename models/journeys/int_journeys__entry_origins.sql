{#- What the entry event says of an entry: where it came from and its segment. -#}
with entries as (
    select
        entries.attempt_no,
        attempts.event_id,
        {{ json_path_of("coalesce(journeys.segment_property, '')") }} as property_path,
        journeys.segment_property as property_column,
        journeys.segment_property
    from {{ ref('int_journeys__entries') }} as entries
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on entries.attempt_no = attempts.attempt_no
    inner join {{ ref('int_config__journeys') }} as journeys
        on entries.definition_id = journeys.definition_id
)

select
    entries.attempt_no,
    events.channel,
    events.platform,
    case
        when entries.segment_property is not null then {{ property_text("events", "entries") }}
    end as segment
from entries
inner join {{ ref('fct_events') }} as events on entries.event_id = events.event_id
