{#- Where an entry came from, and its segment: what the entry event says under the property that the
    journey names. -#}
with entries as (
    select
        entries.attempt_no,
        attempts.event_id,
        attempts.channel,
        attempts.platform,
        journeys.segment_property
    from {{ ref('int_journeys__entries') }} as entries
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on entries.attempt_no = attempts.attempt_no
    inner join {{ ref('int_config__journeys') }} as journeys
        on entries.definition_id = journeys.definition_id
),

segmented as (
    select
        attempt_no,
        event_id,
        {{ json_path_of("segment_property") }} as property_path,
        segment_property as property_column
    from entries
    where segment_property is not null
),

segments as (
    select
        segmented.attempt_no,
        {{ property_text("events", "segmented") }} as segment
    from segmented
    inner join {{ ref('int_journeys__events') }} as events
        on segmented.event_id = events.event_id
)

select
    entries.attempt_no,
    entries.channel,
    entries.platform,
    segments.segment
from entries
left join segments on entries.attempt_no = segments.attempt_no
