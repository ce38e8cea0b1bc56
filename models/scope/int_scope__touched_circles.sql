{# Circles with an identifier of which something new is known, or with a user for whom a deadline
    has passed since the run before. Blocked identifiers are always among them: they link nobody, so
    that no circle has all of their events; and the circles of the messages on such events. #}
-- depends_on: {{ ref('int_scope__touched_identifiers') }}
-- depends_on: {{ ref('int_scope__state') }}
{%- set members, users = previous("int_state__circles"), previous("int_state__circle_users") %}
{%- set deadlines, events = previous("int_state__deadlines"), previous("fct_events") %}
{%- if scope_is_full() or none in [members, users, deadlines, events] %}
select
    cast(null as {{ dbt.type_string() }}) as circle_key,
    cast(null as {{ dbt.type_string() }}) as cause
where false
{%- else %}
select distinct
    members.circle_key,
    touched.cause
from {{ members }} as members
inner join {{ ref('int_scope__touched_identifiers') }} as touched
    on
        members.identifier_type = touched.identifier_type
        and members.identifier_value = touched.identifier_value

union

select
    members.circle_key,
    'blocklist' as cause
from {{ members }} as members
where members.is_blocklisted

union

select
    members.circle_key,
    'blocklist' as cause
from {{ members }} as members
inner join {{ events }} as events
    on members.identifier_type = 'message_id' and members.identifier_value = events.message_id
inner join {{ users }} as users on events.user_key = users.user_key
inner join {{ members }} as blocked
    on users.circle_key = blocked.circle_key and blocked.is_blocklisted

union

select distinct
    users.circle_key,
    'deadline' as cause
from {{ users }} as users
inner join {{ deadlines }} as deadlines on users.user_key = deadlines.user_key
cross join {{ ref('int_scope__state') }} as state
where deadlines.due_at > state.previous_as_of and deadlines.due_at <= state.as_of
{%- endif %}
