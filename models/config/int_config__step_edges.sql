{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
with journeys as (
    select * from {{ ref('int_config__journeys') }}
),

steps as (
    select * from {{ ref('int_config__steps') }}
),

written as (
    select
        journeys.definition_id,
        edges.from_step_id,
        edges.to_step_id,
        edges.branch
    from {{ ref('journey_step_edges') }} as edges
    inner join journeys
        on
            edges.journey_id = journeys.journey_id
            and cast(edges.version as integer) = journeys.version
    where journeys.step_order != 'unordered'
),

-- Without a row for the journey its steps are one line; unordered ones all follow the entry.
line as (
    select
        steps.definition_id,
        case journeys.step_order
            when 'unordered' then 'entry'
            else lag(steps.step_id) over (
                partition by steps.definition_id order by steps.step_index
            )
        end as from_step_id,
        steps.step_id as to_step_id,
        cast(null as {{ dbt.type_string() }}) as branch
    from steps
    inner join journeys on steps.definition_id = journeys.definition_id
    where steps.definition_id not in (select written.definition_id from written)
),

-- A step without incoming edges follows the entry.
orphans as (
    select
        steps.definition_id,
        'entry' as from_step_id,
        steps.step_id as to_step_id,
        cast(null as {{ dbt.type_string() }}) as branch
    from steps
    where
        steps.definition_id in (select written.definition_id from written)
        and steps.step_id != 'entry'
        and (steps.definition_id, steps.step_id) not in (
            select (written.definition_id, written.to_step_id) from written
        )
)

select * from written
union all
select * from line
where to_step_id != 'entry'
union all
select * from orphans
