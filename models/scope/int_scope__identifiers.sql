{{ config(materialized="kept", forgets="finished_runs") }}

{#- The identifiers whose rows this run writes anew. -#}
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
where
    not state.is_full
    {%- if keeps_rows() %}
    and (identifiers.identifier_type, identifiers.identifier_value) not in (
        select (written.identifier_type, written.identifier_value)
        from {{ this }} as written
        where written.run_no = state.run_no
    )
    {%- endif %}
