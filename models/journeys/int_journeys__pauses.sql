{#- The last match before each gap that is longer than the journey allows. -#}
with instants as (
    select distinct
        signals.participant_no,
        signals.definition_id,
        journeys.inactivity_us,
        signals.occurred_at
    from {{ ref('int_journeys__signals') }} as signals
    inner join {{ ref('int_config__journeys') }} as journeys
        on signals.definition_id = journeys.definition_id
    where journeys.inactivity_us is not null
),

gaps as (
    select
        *,
        lead(occurred_at) over (
            partition by participant_no, definition_id order by occurred_at
        ) as next_at,
        {{ add_microseconds("occurred_at", "inactivity_us") }} as inactive_at
    from instants
)

select
    participant_no,
    definition_id,
    occurred_at as paused_at,
    inactive_at
from gaps
where next_at is null or next_at > inactive_at
