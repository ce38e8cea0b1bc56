{#- Few rows: names times flows. Everything after this goes by numbers. -#}
with numbered as (
    select
        event_name,
        cast(row_number() over (order by event_name) as integer) as name_no
    from {{ ref('int_flows__events') }}
    group by event_name
),

roles as (
    select
        flow_no,
        event_name,
        max(role) as role
    from {{ ref('int_config__flow_events') }}
    group by flow_no, event_name
),

including as (
    select distinct flow_no
    from {{ ref('int_config__flow_events') }}
    where role = 'include'
)

select
    flows.flow_no,
    numbered.name_no,
    numbered.event_name,
    numbered.event_name = flows.anchor_event as is_anchor,
    coalesce(roles.role = 'exclude_path', false) as excludes_path
from {{ ref('int_config__flows') }} as flows
cross join numbered
left join roles
    on flows.flow_no = roles.flow_no and numbered.event_name = roles.event_name
left join including on flows.flow_no = including.flow_no
where
    numbered.event_name = flows.anchor_event
    or roles.role in ('include', 'exclude_path')
    or (roles.role is null and including.flow_no is null)
