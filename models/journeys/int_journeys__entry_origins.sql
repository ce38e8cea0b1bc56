{#- Where an entry came from, and its segment: what the entry event says under the property that the
    journey names. An entry is inferred if its event is none of the participant's own doing, as the
    first message of a journey whose source tells of no entries. -#}
with entries as (
    select
        entries.attempt_no,
        entries.definition_id,
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
),

-- few journeys let a passive event in, so that few entries have to look at theirs
inferring as (
    select distinct rules.definition_id
    from {{ ref('int_config__rules') }} as rules
    left join {{ ref('int_config__passive_events') }} as passive
        on rules.event_name = passive.event_name
    where
        rules.role = 'entry'
        and (rules.event_name is null or passive.event_name is not null)
),

inferred as (
    select entries.attempt_no
    from entries
    inner join inferring on entries.definition_id = inferring.definition_id
    inner join {{ ref('int_journeys__events') }} as events
        on entries.event_id = events.event_id
    inner join {{ ref('int_config__passive_events') }} as passive
        on events.event_name = passive.event_name
)

select
    entries.attempt_no,
    entries.channel,
    entries.platform,
    segments.segment,
    case when inferred.attempt_no is not null then 'inferred' else 'event' end as entry_source
from entries
left join segments on entries.attempt_no = segments.attempt_no
left join inferred on entries.attempt_no = inferred.attempt_no
