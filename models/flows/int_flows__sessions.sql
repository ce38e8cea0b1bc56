{{ config(materialized="kept", forgets="restated_users") }}

-- depends_on: {{ ref('int_scope__users') }}
with starts as (
    select * from {{ ref('int_flows__events') }}
    where is_session_start
),

ends as (
    select * from {{ ref('int_flows__events') }}
    where is_session_end
)

select
    md5(resolved_users.user_key || '|' || starts.session_event_id) as session_id,
    resolved_users.user_key,
    starts.occurred_at as started_at,
    ends.occurred_at as ended_at,
    ends.event_no - starts.event_no + 1 as event_count,
    starts.event_name as first_event_name,
    ends.event_name as last_event_name,
    starts.session_channel as channel,
    starts.session_platform as platform,
    cast({{ seconds_between("starts.occurred_at", "ends.occurred_at") }} as double)
        as duration_seconds
from starts
inner join ends on starts.user_no = ends.user_no and starts.session_no = ends.session_no
inner join {{ ref('int_identity__user_numbers') }} as resolved_users
    on starts.user_no = resolved_users.user_no
