with carried as (
    select 'user_id' as identifier_type, user_id as identifier_value
    from fct_events where user_id is not null
    union all
    select 'anonymous_id', anonymous_id from fct_events where anonymous_id is not null
    union all
    select 'endpoint_id', endpoint_id from fct_events where endpoint_id is not null
    union all
    select entries.key, entries.value ->> '$'
    from
        (select identifiers from fct_events where identifiers != '{}') as records,
        json_each(records.identifiers) as entries
    where entries.type != 'NULL'
)

select
    carried.identifier_type as identifier,
    coalesce(any_value(types.kind), 'not in identifier_types.csv') as kind,
    count(*) as events,
    count(*) / (select count(*) from fct_events) as share,
    count(distinct carried.identifier_value) as different
from carried
left join int_config__identifier_types as types
    on carried.identifier_type = types.identifier_type
group by carried.identifier_type
order by events desc, identifier
