{{ config(meta={"stands": false}) }}

{#- Those whom this run restates, and those of whom something has become old enough since the run
    before. Nobody where all are counted anew. -#}
select scope.user_key
from {{ ref('int_scope__users') }} as scope
where not {{ counts_anew() }}

union

select cells.user_key
from {{ rows_of_previous("int_kpis__user_cells", [
    "user_key", ["matures_at", dbt.type_timestamp()]
]) }} as cells
cross join {{ ref('int_scope__state') }} as state
where
    not {{ counts_anew() }}
    and cells.matures_at > state.previous_as_of
    and cells.matures_at <= state.as_of
