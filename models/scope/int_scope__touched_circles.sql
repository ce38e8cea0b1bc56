{#- Circles with an identifier of which something new is known, or with a user for whom a deadline
    has passed since the run before. Blocked identifiers are always among them: they link nobody, so
    that no circle has all of their events; and the circles of the messages on such events. -#}
with members as (
    select * from {{ rows_of_previous("int_state__circles", [
        "identifier_type", "identifier_value", "circle_key", ["is_blocklisted", "boolean"]
    ]) }}
),

circle_users as (
    select * from {{ rows_of_previous("int_state__circle_users", ["user_key", "circle_key"]) }}
),

touched as (
    select
        members.circle_key,
        touched.cause
    from members
    inner join {{ ref('int_scope__touched_identifiers') }} as touched
        on
            members.identifier_type = touched.identifier_type
            and members.identifier_value = touched.identifier_value

    union

    select
        circle_key,
        'blocklist' as cause
    from members
    where is_blocklisted

    union

    select
        members.circle_key,
        'blocklist' as cause
    from members
    inner join {{ rows_of_previous("fct_events", ["message_id", "user_key"]) }} as events
        on members.identifier_type = 'message_id' and members.identifier_value = events.message_id
    inner join circle_users on events.user_key = circle_users.user_key
    inner join members as blocked
        on circle_users.circle_key = blocked.circle_key and blocked.is_blocklisted

    union

    select
        circle_users.circle_key,
        'deadline' as cause
    from circle_users
    inner join {{ rows_of_previous("int_state__deadlines", [
        "user_key", ["due_at", dbt.type_timestamp()]
    ]) }} as deadlines
        on circle_users.user_key = deadlines.user_key
    cross join {{ ref('int_scope__state') }} as state
    where deadlines.due_at > state.previous_as_of and deadlines.due_at <= state.as_of
)

select
    touched.circle_key,
    touched.cause
from touched
cross join {{ ref('int_scope__state') }} as state
where not state.is_full
