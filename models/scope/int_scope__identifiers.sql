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
    run_no,
    identifier_type,
    identifier_value
from identifiers
cross join {{ ref('int_scope__state') }}
where
    not is_full
    {%- if keeps_rows() %}
    and not {{ is_among(
        ["run_no", "identifier_type", "identifier_value"], this
    ) }}
    {%- endif %}
