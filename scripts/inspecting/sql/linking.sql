with records as (
    select
        count(*) as events,
        count(user_id) as with_user_id,
        count_if(
            (user_id is not null)::int + (anonymous_id is not null)::int
            + (endpoint_id is not null)::int + coalesce(len(json_keys(identifiers)), 0) > 1
        ) as with_several
    from fct_events
),

people as (
    select
        count(*) as users,
        count_if(not is_anonymous) as named,
        count_if(identifier_count > 1) as linked,
        sum(identifier_count) as identifiers
    from dim_users
),

shared as (
    select count(*) as devices
    from (
        select identifier_type, identifier_value
        from endpoint_owners
        group by all
        having count(distinct user_key) > 1
    )
),

devices as (
    select count(distinct (identifier_type, identifier_value)) as devices from endpoint_owners
),

said as (
    select 1 as place, 'events with a user_id' as what, with_user_id as count, events as whole
    from records
    union all
    select 2, 'events with two identifiers or more', with_several, events from records
    union all
    select 3, 'links besides events', count(*), null from identity_links
    union all
    select 4, 'identifiers', identifiers, null from people
    union all
    select 5, 'users that they make', users, null from people
    union all
    select 6, 'users with a name (user_id or another person''s id)', named, users from people
    union all
    select 7, 'users with two identifiers or more', linked, users from people
    union all
    select 8, 'devices of two users or more', shared.devices, devices.devices from shared, devices
    union all
    select 9, 'identifiers that link nothing (fct_identity_guards)', count(*), null
    from fct_identity_guards
)

select what, count as number, count / nullif(whole, 0) as share
from said
order by place
