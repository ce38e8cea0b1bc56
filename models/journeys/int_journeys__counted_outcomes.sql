{{ config(materialized="kept", forgets="restated_users") }}

{#- What reports on steps count: outcomes and the step itself, of entries not excluded. -#}
-- depends_on: {{ ref('int_scope__users') }}
with entries as (
    select entry_id
    from {{ ref('fct_journey_entries') }}
    where not is_excluded and {{ in_scope("user_key") }}
),

happenings as (
    select
        entry_id,
        user_key,
        journey_id,
        version,
        step_id,
        outcome,
        message_key,
        occurred_at,
        channel,
        platform
    from {{ ref('fct_step_outcomes') }}
    where {{ in_scope("user_key") }}

    union all

    select
        progressions.entry_id,
        progressions.user_key,
        progressions.journey_id,
        progressions.version,
        progressions.step_id,
        'reached' as outcome,
        cast(null as {{ dbt.type_string() }}) as message_key,
        progressions.reached_at as occurred_at,
        events.channel,
        events.platform
    from {{ ref('fct_step_progressions') }} as progressions
    inner join {{ ref('int_journeys__events') }} as events
        on progressions.event_id = events.event_id
    where {{ in_scope("progressions.user_key") }}
)

select happenings.*
from happenings
inner join entries on happenings.entry_id = entries.entry_id
