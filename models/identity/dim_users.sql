{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
with activity as (
    select
        user_key,
        count(*) as event_count,
        min(occurred_at) as first_event_at,
        max(occurred_at) as last_event_at
    from {{ ref('fct_events') }}
    where {{ in_scope("user_key") }}
    group by user_key
),

identifiers as (
    select
        owner_no,
        count(*) as identifier_count,
        min(first_seen_at) as first_seen_at
    from {{ ref('int_identity__resolved_identifiers') }}
    where owner_no is not null
    group by owner_no
)

select
    resolved_users.user_key,
    resolved_users.leading_type,
    resolved_users.leading_value,
    resolved_users.is_anonymous,
    identifiers.identifier_count,
    nullif(identifiers.first_seen_at, {{ beginning_of_time() }}) as first_seen_at,
    coalesce(activity.event_count, 0) as event_count,
    activity.first_event_at,
    activity.last_event_at
from {{ ref('int_identity__users') }} as resolved_users
inner join identifiers on resolved_users.owner_no = identifiers.owner_no
left join activity on resolved_users.user_key = activity.user_key
where activity.user_key is not null or not resolved_users.is_guarded
