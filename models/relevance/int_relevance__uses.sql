{#- Everything in the seeds that asks for events. What a flow hides is asked for, but not used; nor
    is what no KPI reads. -#}
{%- set text = dbt.type_string() %}
with rules as (
    select
        {{ rule_key() }} as use_key,
        journey_id,
        cast(version as integer) as version,
        role,
        step_id,
        outcome,
        rule_id,
        max(event_name) as event_name,
        count(distinct event_name) > 1 as is_contradictory
    from {{ ref('journey_rules') }}
    group by use_key, journey_id, version, role, step_id, outcome, rule_id
),

flow_events as (
    select
        flow_no,
        'anchor' as role,
        anchor_event as event_name
    from {{ ref('int_config__flows') }}
    union all
    select
        flow_no,
        role,
        event_name
    from {{ ref('int_config__flow_events') }}
),

uses as (
    select
        'journey_rule' as use_kind,
        *,
        cast(null as {{ text }}) as flow_id,
        cast(null as {{ text }}) as measure_id,
        true as is_read
    from rules

    union all

    select
        'flow_event' as use_kind,
        concat_ws(chr(31), flows.flow_id, flow_events.role, flow_events.event_name) as use_key,
        cast(null as {{ text }}) as journey_id,
        cast(null as integer) as version,
        flow_events.role,
        cast(null as {{ text }}) as step_id,
        cast(null as {{ text }}) as outcome,
        cast(null as {{ text }}) as rule_id,
        flow_events.event_name,
        false as is_contradictory,
        flows.flow_id,
        cast(null as {{ text }}) as measure_id,
        flow_events.role != 'hide' as is_read
    from flow_events
    inner join {{ ref('int_config__flows') }} as flows on flow_events.flow_no = flows.flow_no

    union all

    select
        'measure' as use_kind,
        measure_id as use_key,
        journey_id,
        cast(null as integer) as version,
        kind as role,
        step_id,
        cast(null as {{ text }}) as outcome,
        cast(null as {{ text }}) as rule_id,
        event_name,
        false as is_contradictory,
        cast(null as {{ text }}) as flow_id,
        measure_id,
        measure_id in (
            select readers.measure_id from {{ ref('int_relevance__measure_readers') }} as readers
        ) as is_read
    from {{ ref('int_config__measures') }}
    where record_kind = 'event'
)

select
    cast(row_number() over (order by use_kind, use_key) as integer) as use_no,
    uses.*
from uses
