{#- A consent row speaks for whoever holds its identifier then (a guarded one names nobody); at one
    instant a refusal beats a grant. -#}
with spoken as (
    select
        consents.purpose,
        consents.is_granted,
        consents.changed_at,
        identifiers.owner_no,
        case when identifiers.owner_no is null then identifiers.component_no end as group_no
    from {{ ref('int_scope__consents') }} as consents
    inner join {{ ref('int_identity__resolved_identifiers') }} as identifiers
        on
            consents.identifier_type = identifiers.identifier_type
            and consents.identifier_value = identifiers.identifier_value
    where identifiers.guard_reason is null
),

held as (
    {{ asof_joined(
        "spoken", ref('int_identity__group_owners'), ["group_no"],
        "changed_at", "owned_from", ["person_no"]
    ) }}
)

select
    resolved_users.user_key,
    held.purpose,
    held.changed_at,
    min(case when held.is_granted then 1 else 0 end) = 1 as is_granted
from held
inner join {{ ref('int_identity__users') }} as resolved_users
    on coalesce(held.owner_no, held.person_no) = resolved_users.owner_no
group by resolved_users.user_key, held.purpose, held.changed_at
