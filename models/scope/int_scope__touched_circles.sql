{#- Circles with an identifier of which something new is known, or with a user for whom a deadline
    has passed since the run before. Where there are any, blocked identifiers are always among them:
    they link nobody, so that no circle has all of their events; and the circles of whatever else is
    on the events of their users, since who such an event belongs to depends on both. -#}
with members as (
    select * from {{ rows_of_previous("int_state__circles", [
        "identifier_type", "identifier_value", "circle_key", ["is_blocklisted", "boolean"]
    ]) }}
),

due_users as (
    select deadlines.user_key
    from {{ rows_of_previous("int_state__deadlines", [
        "user_key", ["due_at", dbt.type_timestamp()]
    ]) }} as deadlines
    cross join {{ ref('int_scope__state') }} as state
    where deadlines.due_at > state.previous_as_of and deadlines.due_at <= state.as_of
),

-- one row if there is anything new
news as (
    select count(*) as news_count
    from (
        select identifier_type as news from {{ ref('int_scope__touched_identifiers') }}
        union all
        select user_key as news from due_users
    ) as any_news
    having count(*) > 0
),

blocked_circles as (
    select members.circle_key
    from members
    cross join news
    where members.is_blocklisted
),

circle_users as (
    select * from {{ rows_of_previous("int_state__circle_users", ["user_key", "circle_key"]) }}
),

blocked_events as (
    select events.*
    from {{ rows_of_previous("fct_events", [
        "user_key", "endpoint_id", "anonymous_id", "user_id", "message_id", "identifiers"
    ]) }} as events
    where
        events.user_key in (
            select circle_users.user_key
            from circle_users
            inner join blocked_circles on circle_users.circle_key = blocked_circles.circle_key
        )
),

carried as (
    {%- for column in ["endpoint_id", "anonymous_id", "user_id", "message_id"] %}
        select
            '{{ column }}' as identifier_type,
            {{ column }} as identifier_value
        from blocked_events
        union all
    {%- endfor %}
    select
        entries.key as identifier_type,
        entries.value as identifier_value
    from {{ json_object_entries(
        "(select distinct identifiers from blocked_events)", "identifiers"
    ) }} as entries
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
    from blocked_circles

    union

    select
        members.circle_key,
        'blocklist' as cause
    from members
    inner join carried
        on
            members.identifier_type = carried.identifier_type
            and members.identifier_value = carried.identifier_value

    union

    select
        circle_users.circle_key,
        'deadline' as cause
    from circle_users
    inner join due_users on circle_users.user_key = due_users.user_key
)

select
    touched.circle_key,
    touched.cause
from touched
cross join {{ ref('int_scope__state') }} as state
where not state.is_full
