{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
with journeys as (
    select * from {{ ref('journeys') }}
),

typed as (
    select
        journey_id,
        cast(version as integer) as version,
        coalesce(journey_name, journey_id) as journey_name,
        coalesce({{ parse_timestamp("valid_from") }}, {{ beginning_of_time() }}) as valid_from,
        participant,
        reentry,
        coalesce(
            {{ minutes_to_microseconds("reentry_interval_minutes") }}, 0
        ) as reentry_interval_us,
        cast(max_entries as bigint) as max_entries,
        step_order,
        {{ minutes_to_microseconds("window_minutes") }} as window_us,
        {{ minutes_to_microseconds("inactivity_minutes") }} as inactivity_us,
        coalesce({{ minutes_to_microseconds("conversion_tail_minutes") }}, 0) as conversion_tail_us,
        coalesce({{ parse_flag("ends_on_conversion") }}, false) as ends_on_conversion,
        coalesce({{ parse_flag("ends_on_completion") }}, false) as ends_on_completion,
        coalesce(cast(holdout_percent as double), 0) as holdout_percent,
        consent_purpose,
        {{ parse_timestamp("starts_at") }} as starts_at,
        {{ parse_timestamp("ends_at") }} as ends_at,
        segment_property
    from journeys
)

select
    cast(dense_rank() over (order by journey_id, version) as integer) as definition_id,
    cast(dense_rank() over (order by journey_id) as integer) as journey_no,
    typed.*,
    lead(valid_from) over (partition by journey_id order by valid_from) as valid_to
from typed
