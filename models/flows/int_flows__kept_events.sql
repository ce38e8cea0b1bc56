{#- Only of users that have the anchor. Of repeats that are one the first stays. -#}
with anchored as (
    select distinct
        names.flow_no,
        events.user_no
    from {{ ref('int_flows__events') }} as events
    inner join {{ ref('int_flows__names') }} as names on events.event_name = names.event_name
    where names.is_anchor
),

kept as (
    select
        names.flow_no,
        events.user_no,
        events.event_no,
        events.session_no,
        events.occurred_at,
        names.name_no,
        names.is_anchor,
        names.excludes_path
    from {{ ref('int_flows__events') }} as events
    inner join {{ ref('int_flows__names') }} as names on events.event_name = names.event_name
    inner join anchored
        on names.flow_no = anchored.flow_no and events.user_no = anchored.user_no
),

neighboured as (
    select
        *,
        lag(occurred_at) over in_order as previous_at,
        lag(session_no) over in_order as previous_session_no,
        lag(name_no) over in_order as previous_name_no
    from kept
    window in_order as (partition by flow_no, user_no order by event_no)
),

cut as (
    select
        neighboured.*,
        neighboured.previous_at is null
        or coalesce(
            neighboured.occurred_at
            > {{ add_microseconds("neighboured.previous_at", "flows.gap_us") }}, false
        )
        or (
            flows.scope = 'session' and neighboured.session_no != neighboured.previous_session_no
        ) as starts_run,
        flows.collapse_repeats
        and coalesce(neighboured.name_no = neighboured.previous_name_no, false) as is_repeat
    from neighboured
    inner join {{ ref('int_config__flows') }} as flows on neighboured.flow_no = flows.flow_no
),

numbered as (
    select
        *,
        sum(case when starts_run then 1 else 0 end) over in_order as run_no,
        sum(case when starts_run or not is_repeat then 1 else 0 end) over in_order as place
    from cut
    window in_order as (partition by flow_no, user_no order by event_no)
)

select
    flow_no,
    user_no,
    cast(run_no as integer) as run_no,
    cast(place as integer) as place,
    name_no,
    is_anchor,
    excludes_path
from numbered
where starts_run or not is_repeat
