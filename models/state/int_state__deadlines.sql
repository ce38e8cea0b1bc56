{{ config(materialized="kept", forgets="restated_users") }}

{#- When time alone will change something. -#}
-- depends_on: {{ ref('int_scope__users') }}
with candidates as (
    select
        attempts.user_key,
        firsts.inactive_at,
        journeys.ends_at,
        {{ add_microseconds("firsts.entered_at", "journeys.window_us") }} as window_ends_at,
        {{ add_microseconds(
            "firsts.entered_at", "journeys.window_us + journeys.conversion_tail_us"
        ) }} as matures_at
    from {{ ref('int_journeys__first_after_entry') }} as firsts
    inner join {{ ref('int_journeys__attempts') }} as attempts
        on firsts.attempt_no = attempts.attempt_no
    inner join {{ ref('int_config__journeys') }} as journeys
        on firsts.definition_id = journeys.definition_id
),

deadlines as (
    {%- for column in ["inactive_at", "ends_at", "window_ends_at", "matures_at"] %}
        select
            user_key,
            {{ column }} as due_at
        from candidates
        union
    {%- endfor %}
    select
        user_key,
        changed_at as due_at
    from {{ ref('int_identity__consent_changes') }}
    union
    select
        user_key,
        occurred_at as due_at
    from {{ ref('fct_events') }}
    where {{ in_scope("user_key") }}
)

select
    deadlines.user_key,
    deadlines.due_at
from deadlines
cross join {{ ref('int_contract__as_of') }} as clock
where deadlines.due_at > clock.as_of
