{{ config(materialized="kept", forgets="restated_users") }}

{#- The entries whose outcome is settled: mature ones, or ended ones where there is no window to
    wait for. What happens from exposed_from until before exposed_until may drive them; the entry's
    end bounds it whether or not the entry converts, so that both are watched alike. With a landmark
    it bounds it too, and what is decided by then is left out: all are watched equally long. -#}
{%- set landmark_minutes = var("driver_landmark_minutes") | float %}
-- depends_on: {{ ref('int_scope__users') }}
with settled as (
    select
        entries.*,
        journeys.participant,
        least(entries.converted_at, entries.ended_at) as decided_at,
        case
            when {{ landmark_minutes }} > 0
                then {{ add_microseconds(
                    "entries.entered_at", minutes_to_microseconds(landmark_minutes)
                ) }}
        end as landmark_at
    from {{ ref('fct_journey_entries') }} as entries
    inner join {{ ref('int_config__journeys') }} as journeys
        on entries.journey_id = journeys.journey_id and entries.version = journeys.version
    where
        {{ in_scope("entries.user_key") }}
        and entries.status = 'ended'
        and not entries.is_excluded
        and (entries.is_mature or entries.matures_at is null)
)

select
    entry_id,
    journey_id,
    user_key,
    participant,
    participant_key,
    entry_event_id,
    {{ add_microseconds("entered_at", 1) }} as exposed_from,
    least(decided_at, landmark_at) as exposed_until,
    is_converted,
    channel,
    platform,
    segment
from settled
where landmark_at is null or decided_at >= landmark_at
