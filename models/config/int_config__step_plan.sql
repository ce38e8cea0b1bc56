{{ config(materialized="table") }}

{#- How a step is looked for: one row per edge into it, with what its matches may not share an
    instant with. Under unordered steps come one after another, all from the entry. -#}
with steps as (
    select * from {{ ref('int_config__steps') }}
),

shared as (
    select
        later.definition_id,
        later.step_id,
        {{ sorted_array("earlier.step_id") }} as overlapping_step_ids
    from steps as later
    inner join {{ ref('int_config__signal_overlaps') }} as shared
        on later.signal_no = shared.signal_no
    inner join steps as earlier on shared.other_signal_no = earlier.signal_no
    group by later.definition_id, later.step_id
),

edges as (
    select
        edges.*,
        count(*) over (partition by definition_id, to_step_id) as parent_count
    from {{ ref('int_config__step_edges') }} as edges
)

select
    steps.definition_id,
    journeys.step_order,
    case
        when journeys.step_order = 'unordered'
            then row_number() over (
                partition by steps.definition_id order by steps.step_index
            )
        else depths.step_depth
    end as round_no,
    steps.step_id,
    steps.step_index,
    steps.signal_no,
    steps.within_us,
    edges.from_step_id,
    edges.parent_count,
    coalesce(shared.overlapping_step_ids, {{ empty_text_array() }}) as overlapping_step_ids
from steps
inner join {{ ref('int_config__journeys') }} as journeys
    on steps.definition_id = journeys.definition_id
inner join edges
    on steps.definition_id = edges.definition_id and steps.step_id = edges.to_step_id
inner join {{ ref('int_config__step_depths') }} as depths
    on steps.definition_id = depths.definition_id and steps.step_id = depths.step_id
left join shared
    on steps.definition_id = shared.definition_id and steps.step_id = shared.step_id
