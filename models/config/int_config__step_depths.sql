{{ config(materialized="table") }}

{#- The longest way from the entry: all parents of a step are less deep than the step. -#}
with recursive ways as (
    select
        definition_id,
        step_id,
        0 as step_depth
    from {{ ref('int_config__steps') }}
    where step_id = 'entry'

    union

    select
        ways.definition_id,
        edges.to_step_id,
        ways.step_depth + 1 as step_depth
    from ways
    inner join {{ ref('int_config__step_edges') }} as edges
        on ways.definition_id = edges.definition_id and ways.step_id = edges.from_step_id
)

select
    definition_id,
    step_id,
    max(step_depth) as step_depth
from ways
group by definition_id, step_id
