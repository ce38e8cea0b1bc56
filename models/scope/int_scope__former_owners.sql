{{ config(materialized="kept", forgets="finished_runs", full_refresh=false) }}

{#- Whose identifiers were when the last finished run ended. Written once, before this run touches
    what it is taken from: what a run that came to no end has written is nobody's. -#}
-- depends_on: {{ ref('int_scope__former_identifiers') }}
-- depends_on: {{ ref('int_identity__identifiers') }}
with former as (
    select * from {{ rows_of_previous(
        "int_state__circles", ["identifier_type", "identifier_value", "user_key"]
    ) }}
),

told as (
    select * from {{ kept_rows([
        ["run_no", "integer"], "identifier_type", "identifier_value", ["is_whole", "boolean"]
    ]) }}
)

{% if scope_is_full() -%}
    select
        state.run_no,
        former.identifier_type,
        former.identifier_value,
        former.user_key,
        true as is_whole
    from {{ ref('int_scope__state') }} as state
    left join former on former.user_key is not null and state.cause != 'first_run'
    left join told
        on
            former.identifier_type = told.identifier_type
            and former.identifier_value = told.identifier_value
    where
        told.identifier_type is null
        and true not in (select all_told.is_whole from told as all_told)
{%- else -%}
    select
        state.run_no,
        identifiers.identifier_type,
        identifiers.identifier_value,
        former.user_key,
        false as is_whole
    from {{ ref('int_scope__state') }} as state
    cross join (
        select
            identifier_type,
            identifier_value
        from {{ ref('int_scope__former_identifiers') }}
        union
        select
            identifier_type,
            identifier_value
        from {{ ref('int_identity__identifiers') }}
    ) as identifiers
    left join former
        on
            identifiers.identifier_type = former.identifier_type
            and identifiers.identifier_value = former.identifier_value
    left join told
        on
            identifiers.identifier_type = told.identifier_type
            and identifiers.identifier_value = told.identifier_value
    where
        told.identifier_type is null
        and true not in (select all_told.is_whole from told as all_told)
{%- endif %}
