{{ config(materialized="kept", forgets="restated_users") }}

{#- An entry stands on a step until it reaches another or ends. -#}
-- depends_on: {{ ref('int_scope__users') }}
select
    steps.entry_id,
    steps.journey_id,
    steps.user_key,
    coalesce(entries.segment, '(none)') as segment,
    steps.step_id,
    steps.reached_at as stood_from,
    coalesce(
        lead(steps.reached_at) over (
            partition by steps.entry_id order by steps.reached_at, steps.step_index
        ),
        entries.ended_at
    ) as stood_until
from {{ ref('fct_step_progressions') }} as steps
inner join {{ ref('fct_journey_entries') }} as entries
    on steps.entry_id = entries.entry_id
where {{ in_scope("steps.user_key") }}
