{{ config(materialized="kept", forgets="unresolved_erasures") }}

{#- What is left of the identifiers. One that no record has any more, since its source has forgotten
    it, blocks for as long as the request stands: the data can't tell otherwise again. -#}
-- depends_on: {{ ref('int_erasure__mode') }}
with entangled as (
    select circle_no from {{ ref('int_erasure__entangled_circles') }}
),

found as (
    select
        identifiers.request_key,
        identifiers.identifier_type,
        seen.identifier_hash,
        identifiers.is_own,
        identifiers.is_shared or entangled.circle_no is not null as is_contested,
        false as is_orphan
    from {{ ref('int_erasure__request_identifiers') }} as identifiers
    inner join {{ ref('int_erasure__seen_identifiers') }} as seen
        on
            identifiers.identifier_type = seen.identifier_type
            and identifiers.identifier_value = seen.identifier_value
    left join entangled on identifiers.circle_no = entangled.circle_no
),

unseen as (
    select
        requests.request_key,
        requests.identifier_type,
        requests.identifier_hash
    from {{ ref('erasure_requests') }} as requests
    left join {{ ref('int_erasure__seen_identifiers') }} as seen
        on
            requests.identifier_type = seen.identifier_type
            and requests.identifier_hash = seen.identifier_hash
    where seen.identifier_hash is null
),

orphans as (
    select
        former.request_key,
        former.identifier_type,
        former.identifier_hash
    from {{ rows_of_previous("int_erasure__tombstones", [
        "request_key", "identifier_type", "identifier_hash", ["is_own", "boolean"],
        ["is_orphan", "boolean"]
    ]) }} as former
    inner join {{ ref('erasure_requests') }} as requests
        on former.request_key = requests.request_key
    left join {{ ref('int_erasure__seen_identifiers') }} as seen
        on
            former.identifier_type = seen.identifier_type
            and former.identifier_hash = seen.identifier_hash
    where former.is_own and (former.is_orphan or seen.identifier_hash is null)
),

tombstones as (
    select * from found
    union all
    -- whoever has it when it is seen at last
    select
        *,
        false as is_own,
        true as is_contested,
        false as is_orphan
    from unseen
    union all
    select
        *,
        true as is_own,
        false as is_contested,
        true as is_orphan
    from orphans
)

select
    md5(request_key || '|' || identifier_type || '|' || identifier_hash) as tombstone_key,
    request_key,
    identifier_type,
    identifier_hash,
    bool_or(is_own) as is_own,
    bool_or(is_contested) and not bool_or(is_orphan) as is_contested,
    bool_or(is_orphan) as is_orphan
from tombstones
where {{ "true" if erasure_mode() == "resolve" else "false" }}
group by request_key, identifier_type, identifier_hash
