{#- For each candidate the first conversion, exit and refusal after its entry, the end of its first
    pause and its completion, whether or not it lasts until then. -#}
with candidates as (
    select
        reached.attempt_no,
        reached.participant_no,
        reached.definition_id,
        reached.reached_at as entered_at,
        attempts.user_key,
        journeys.consent_purpose,
        conversions.signal_no as conversion_signal_no,
        exits.signal_no as exit_signal_no,
        {{ search_from_entry("conversions") }} as conversion_search_from,
        {{ search_from_entry("exits") }} as exit_search_from
    from {{ ref('int_journeys__reached_steps') }} as reached
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on reached.attempt_no = attempts.attempt_no
    inner join {{ ref('int_config__journeys') }} as journeys
        on reached.definition_id = journeys.definition_id
    left join {{ ref('int_config__end_signals') }} as conversions
        on reached.definition_id = conversions.definition_id and conversions.role = 'conversion'
    left join {{ ref('int_config__end_signals') }} as exits
        on reached.definition_id = exits.definition_id and exits.role = 'exit'
    where reached.step_id = 'entry'
),

with_conversion as (
    {{ asof_joined(
        "candidates", ref('int_journeys__signals'),
        ["participant_no", ["conversion_signal_no", "signal_no"]],
        "conversion_search_from", "occurred_at", [["occurred_at", "first_conversion_at"]],
        direction="forward"
    ) }}
),

with_exit as (
    {{ asof_joined(
        "with_conversion", ref('int_journeys__signals'),
        ["participant_no", ["exit_signal_no", "signal_no"]],
        "exit_search_from", "occurred_at", [["occurred_at", "first_exit_at"]],
        direction="forward"
    ) }}
),

refusals as (
    select * from {{ ref('int_identity__consent_changes') }}
    where
        not is_granted
        and changed_at <= (select clock.as_of from {{ ref('int_contract__as_of') }} as clock)
),

with_refusal as (
    {{ asof_joined(
        "with_exit", "refusals", ["user_key", ["consent_purpose", "purpose"]],
        "entered_at", "changed_at", [["changed_at", "first_refusal_at"]], direction="forward"
    ) }}
),

with_pause as (
    {{ asof_joined(
        "with_refusal", ref('int_journeys__pauses'), ["participant_no", "definition_id"],
        "entered_at", "paused_at", ["inactive_at"], direction="forward"
    ) }}
)

select
    with_pause.attempt_no,
    with_pause.participant_no,
    with_pause.definition_id,
    with_pause.entered_at,
    with_pause.first_conversion_at,
    with_pause.first_exit_at,
    with_pause.first_refusal_at,
    with_pause.inactive_at,
    completions.completed_at as first_completion_at
from with_pause
left join {{ ref('int_journeys__completions') }} as completions
    on with_pause.attempt_no = completions.attempt_no
