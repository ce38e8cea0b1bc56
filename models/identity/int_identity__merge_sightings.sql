{#- Where ties were seen. A key that changed without any, since another of the user's identifiers
    leads now, has the sightings of that one. -#}
with ties as (
    select * from {{ ref('int_identity__merge_ties') }}
),

changed_leads as (
    select
        rekeyed.old_user_key,
        rekeyed.new_user_key,
        former.identifier_type as old_type,
        resolved_users.leading_type as new_type,
        resolved_users.leading_value as new_value
    from {{ ref('int_identity__rekeyed_users') }} as rekeyed
    inner join {{ ref('int_identity__users') }} as resolved_users
        on rekeyed.new_user_key = resolved_users.user_key
    inner join {{ ref('int_scope__former_owners') }} as former
        on
            rekeyed.old_user_key = former.user_key
            and rekeyed.old_user_key = md5({{ identifier_text("former") }})
    left join ties
        on
            rekeyed.old_user_key = ties.old_user_key
            and rekeyed.new_user_key = ties.new_user_key
    where rekeyed.what_happened != 'split' and ties.old_user_key is null
),

links as (
    select
        left_type as one_type,
        left_value as one_value,
        right_type as other_type,
        right_value as other_value,
        linked_at
    from {{ ref('int_scope__identity_links') }}
    union all
    select
        right_type,
        right_value,
        left_type,
        left_value,
        linked_at
    from {{ ref('int_scope__identity_links') }}
),

sightings as (
    select
        ties.*,
        one.bundle_no,
        cast(null as timestamp) as linked_at
    from ties
    inner join {{ ref('int_identity__bundle_identifiers') }} as one
        on ties.old_type = one.identifier_type and ties.old_value = one.identifier_value
    inner join {{ ref('int_identity__bundle_identifiers') }} as other
        on
            ties.new_type = other.identifier_type
            and ties.new_value = other.identifier_value
            and one.bundle_no = other.bundle_no

    union all

    select
        ties.*,
        cast(null as bigint) as bundle_no,
        links.linked_at
    from ties
    inner join links
        on
            ties.old_type = links.one_type
            and ties.old_value = links.one_value
            and ties.new_type = links.other_type
            and ties.new_value = links.other_value

    union all

    select
        leads.old_user_key,
        leads.new_user_key,
        leads.old_type,
        cast(null as {{ dbt.type_string() }}) as old_value,
        leads.new_type,
        leads.new_value,
        members.bundle_no,
        cast(null as timestamp) as linked_at
    from changed_leads as leads
    inner join {{ ref('int_identity__bundle_identifiers') }} as members
        on
            leads.new_type = members.identifier_type
            and leads.new_value = members.identifier_value

    union all

    select
        leads.old_user_key,
        leads.new_user_key,
        links.other_type as old_type,
        links.other_value as old_value,
        leads.new_type,
        leads.new_value,
        cast(null as bigint) as bundle_no,
        links.linked_at
    from changed_leads as leads
    inner join links on leads.new_type = links.one_type and leads.new_value = links.one_value
)

select
    sightings.*,
    coalesce(bundles.first_seen_at, sightings.linked_at, {{ beginning_of_time() }}) as seen_at
from sightings
left join {{ ref('int_identity__bundles') }} as bundles
    on sightings.bundle_no = bundles.bundle_no
