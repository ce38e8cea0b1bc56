{#- Links between an identifier that the old key had and one of the new key's that it had not. -#}
with rekeyed as (
    select
        old_user_key,
        new_user_key
    from {{ ref('int_identity__rekeyed_users') }}
),

members as (
    select
        rekeyed.old_user_key,
        rekeyed.new_user_key,
        holders.identifier_no,
        holders.identifier_type,
        holders.identifier_value,
        former.user_key is not null as was_old
    from rekeyed
    inner join {{ ref('int_identity__holders') }} as holders
        on rekeyed.new_user_key = holders.user_key
    left join {{ ref('int_scope__former_owners') }} as former
        on
            holders.identifier_type = former.identifier_type
            and holders.identifier_value = former.identifier_value
            and rekeyed.old_user_key = former.user_key
),

links as (
    select
        left_no as old_no,
        right_no as new_no
    from {{ ref('int_identity__links') }}
    union all
    select
        right_no,
        left_no
    from {{ ref('int_identity__links') }}
)

select distinct
    old_members.old_user_key,
    old_members.new_user_key,
    old_members.identifier_type as old_type,
    old_members.identifier_value as old_value,
    new_members.identifier_type as new_type,
    new_members.identifier_value as new_value
from links
inner join members as old_members
    on links.old_no = old_members.identifier_no and old_members.was_old
inner join members as new_members
    on
        links.new_no = new_members.identifier_no
        and not new_members.was_old
        and old_members.old_user_key = new_members.old_user_key
        and old_members.new_user_key = new_members.new_user_key
