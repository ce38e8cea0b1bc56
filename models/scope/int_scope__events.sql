{{ config(materialized="scoped") }}

{# The accepted events of everybody whom this run restates. #}
-- depends_on: {{ ref('int_scope__changed_events') }}
-- depends_on: {{ ref('int_scope__former_users') }}
-- depends_on: {{ ref('int_scope__state') }}
{%- set kept = previous("fct_events") %}
{%- set columns = accepted_event_columns() | join(",\n    ") %}
select
    {{ columns }}
from {{ ref('events') }}
{%- if not scope_is_full() and kept is not none %}
where event_id in (select changed.event_id from {{ ref('int_scope__changed_events') }} as changed)

union all

select
    {{ columns }}
from {{ kept }}
where
    user_key in (select former.user_key from {{ ref('int_scope__former_users') }} as former)
    and event_id not in (
        select changed.event_id from {{ ref('int_scope__changed_events') }} as changed
    )
{%- endif %}
