{#- Few rows: what asks for which name. Conditions on other columns are left for the events. A use
    is named if it says which names it wants; that any event would do, or any but some, says
    nothing. -#}
with conditioned as (
    select
        use_no,
        count(case when not is_of_name then 1 end) as condition_count,
        count(case when is_naming then 1 end) > 0 as is_naming
    from {{ ref('int_relevance__conditions') }}
    group by use_no
),

name_conditions as (
    select * from {{ ref('int_relevance__conditions') }}
    where is_of_name
),

failing as (
    select
        conditions.use_no,
        seen.event_name
    from name_conditions as conditions
    cross join {{ ref('int_relevance__names') }} as seen
    where not {{ condition_holds("seen.event_name", "conditions") }}
)

select
    uses.use_no,
    seen.event_name,
    uses.is_read,
    uses.event_name is not null or coalesce(conditioned.is_naming, false) as is_named,
    coalesce(conditioned.condition_count, 0) as condition_count
from {{ ref('int_relevance__uses') }} as uses
cross join {{ ref('int_relevance__names') }} as seen
left join conditioned on uses.use_no = conditioned.use_no
left join failing on uses.use_no = failing.use_no and seen.event_name = failing.event_name
where
    not uses.is_contradictory
    and coalesce(uses.event_name = seen.event_name, true)
    and failing.use_no is null
