-- Edges that lead in a circle, so that no step of it could be the first. (A way back to the entry
-- is none, but a reference to a step that is not there.)
{{ config(materialized="ephemeral") }}

with recursive edges as (
    select * from {{ ref("journey_step_edges") }}
    where to_step_id <> 'entry'
),

reaches as (
    select
        journey_id,
        version,
        from_step_id as start_step_id,
        to_step_id as step_id
    from edges
    union  -- distinct: each pair of steps comes up once, so that a circle ends the walk
    select
        reaches.journey_id,
        reaches.version,
        reaches.start_step_id,
        edges.to_step_id
    from reaches
    inner join edges
        on
            reaches.journey_id = edges.journey_id
            and reaches.version = edges.version
            and reaches.step_id = edges.from_step_id
),

-- The steps that the start of an edge reaches and is reached from, where its end is one of them.
circle_edges as (
    select
        edges.csv_row,
        edges.to_step_id,
        {{ dbt.listagg("forth.step_id", "', '", "order by forth.step_id") }} as step_ids
    from edges
    inner join reaches as forth
        on
            edges.journey_id = forth.journey_id
            and edges.version = forth.version
            and edges.from_step_id = forth.start_step_id
    inner join reaches as back
        on
            forth.journey_id = back.journey_id
            and forth.version = back.version
            and forth.start_step_id = back.step_id
            and forth.step_id = back.start_step_id
    group by edges.csv_row, edges.journey_id, edges.version, edges.to_step_id
    having bool_or(forth.step_id = edges.to_step_id)
)

select
    'journey_step_edges.csv' as file_name,
    csv_row as row_number,
    'to_step_id' as column_name,
    to_step_id as value,
    'the edges lead in a circle: ' || step_ids as problem,
    'Remove one of the edges between these steps.' as remedy
from circle_edges
