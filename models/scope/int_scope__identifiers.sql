{{ config(materialized="kept", forgets="finished_runs") }}

{#- The identifiers whose rows this run writes anew. -#}
-- depends_on: {{ ref('int_scope__former_owners') }}
with identifiers as (
    select
        identifier_type,
        identifier_value
    from {{ ref('int_scope__former_identifiers') }}
    union
    select
        identifier_type,
        identifier_value
    from {{ ref('int_identity__identifiers') }}
)

select
    state.run_no,
    identifiers.identifier_type,
    identifiers.identifier_value
from identifiers
cross join {{ ref('int_scope__state') }} as state
left join {{ kept_rows(
    [["run_no", "integer"], "identifier_type", "identifier_value"]
) }} as written
    on
        identifiers.identifier_type = written.identifier_type
        and identifiers.identifier_value = written.identifier_value
        and state.run_no = written.run_no
where not state.is_full and written.identifier_type is null
