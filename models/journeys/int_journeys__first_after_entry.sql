{#- For each candidate the first conversion, exit and refusal after its entry, the end of its first
    pause and its completion, whether or not it lasts until then. #}
-- depends_on: {{ ref('int_journeys__signals') }}
-- depends_on: {{ ref('int_config__end_signals') }}
with conversions as (
    {{ first_end_matches("conversion") }}
),

exits as (
    {{ first_end_matches("exit") }}
),

-- a candidate of a journey with a purpose is looked up by the user of its event
purposeful as (
    select
        candidates.attempt_no,
        candidates.user_key,
        journeys.consent_purpose as purpose,
        candidates.occurred_at as entered_at
    from {{ ref('int_journeys__candidates') }} as candidates
    inner join {{ ref('int_config__journeys') }} as journeys
        on candidates.definition_id = journeys.definition_id
    where journeys.consent_purpose is not null
),

consent_refusals as (
    select * from {{ ref('int_identity__consent_changes') }}
    where
        not is_granted
        and changed_at <= (select clock.as_of from {{ ref('int_contract__as_of') }} as clock)
),

refusals as (
    {{ asof_joined(
        "purposeful", "consent_refusals", ["user_key", "purpose"],
        "entered_at", "changed_at", ["changed_at"], direction="forward"
    ) }}
),

pausing as (
    select
        candidates.attempt_no,
        candidates.participant_no,
        candidates.definition_id,
        candidates.occurred_at as entered_at
    from {{ ref('int_journeys__candidates') }} as candidates
    inner join {{ ref('int_config__journeys') }} as journeys
        on candidates.definition_id = journeys.definition_id
    where journeys.inactivity_us is not null
),

pauses as (
    {{ asof_joined(
        "pausing", ref('int_journeys__pauses'), ["participant_no", "definition_id"],
        "entered_at", "paused_at", ["inactive_at"], direction="forward"
    ) }}
)

select
    candidates.attempt_no,
    candidates.participant_no,
    candidates.definition_id,
    candidates.occurred_at as entered_at,
    conversions.occurred_at as first_conversion_at,
    exits.occurred_at as first_exit_at,
    refusals.changed_at as first_refusal_at,
    pauses.inactive_at,
    completions.completed_at as first_completion_at
from {{ ref('int_journeys__candidates') }} as candidates
left join conversions on candidates.attempt_no = conversions.attempt_no
left join exits on candidates.attempt_no = exits.attempt_no
left join refusals on candidates.attempt_no = refusals.attempt_no
left join pauses on candidates.attempt_no = pauses.attempt_no
left join {{ ref('int_journeys__completions') }} as completions
    on candidates.attempt_no = completions.attempt_no
