{#- Keys whose identifiers are another key's now. Devices that a person merely has do not count:
    they change hands without anybody becoming somebody else. -#}
with former as (
    select * from {{ ref('int_scope__former_owners') }}
    where user_key is not null
),

rekeyed as (
    select distinct
        former.user_key as old_user_key,
        holders.user_key as new_user_key
    from former
    inner join {{ ref('int_identity__holders') }} as holders
        on
            former.identifier_type = holders.identifier_type
            and former.identifier_value = holders.identifier_value
    where former.user_key != holders.user_key
),

former_keys as (
    select distinct former.user_key
    from former
    inner join rekeyed on former.user_key = rekeyed.new_user_key
),

counted as (
    select
        rekeyed.*,
        count(*) over (partition by rekeyed.old_user_key) as new_keys,
        count(*) over (partition by rekeyed.new_user_key) as old_keys,
        former_keys.user_key is not null as was_there,
        still.user_key is not null as is_still_there
    from rekeyed
    left join former_keys on rekeyed.new_user_key = former_keys.user_key
    left join {{ ref('dim_users') }} as still on rekeyed.old_user_key = still.user_key
)

select
    old_user_key,
    new_user_key,
    case
        when is_still_there or new_keys > 1 then 'split'
        when was_there or old_keys > 1 then 'joined'
        else 'renamed'
    end as what_happened
from counted
