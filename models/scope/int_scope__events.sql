{{ config(materialized="scoped") }}

{# The accepted events of everybody whom this run restates: new ones from the contract, the others
    as the run before left them. #}
-- depends_on: {{ ref('int_scope__changed_events') }}
-- depends_on: {{ ref('int_scope__former_users') }}
-- depends_on: {{ ref('int_scope__state') }}
{%- set names = contract_columns() + ["source", "identifiers", "properties"] %}
{%- set columns = names | join(",\n    ") %}
select
    {{ columns }}
from {{ ref('events') }}
{%- if not scope_is_full() %}
    where {{ is_among(["event_id"], ref('int_scope__changed_events')) }}

    union all

    select
        {{ columns }}
    from {{ previous("fct_events") }}
    where
        {{ is_among(["user_key"], ref('int_scope__former_users')) }}
        and not {{ is_among(["event_id"], ref('int_scope__changed_events')) }}
{%- endif %}
