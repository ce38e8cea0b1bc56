{#- Who holds the identifier of a request then; a guarded one names nobody. -#}
with named as (
    select
        requests.request_key,
        requests.requested_at,
        identifiers.owner_no,
        case when identifiers.owner_no is null then identifiers.component_no end as group_no
    from {{ ref('erasure_requests') }} as requests
    inner join {{ ref('int_erasure__seen_identifiers') }} as seen
        on
            requests.identifier_type = seen.identifier_type
            and requests.identifier_hash = seen.identifier_hash
    inner join {{ ref('int_erasure__resolved_identifiers') }} as identifiers
        on
            seen.identifier_type = identifiers.identifier_type
            and seen.identifier_value = identifiers.identifier_value
    where identifiers.guard_reason is null
),

held as (
    {{ asof_joined(
        "named", ref('int_erasure__group_owners'), ["group_no"],
        "requested_at", "owned_from", ["person_no"]
    ) }}
)

select
    request_key,
    coalesce(owner_no, person_no) as owner_no
from held
