{#- What has to do with a request: the identifiers of whom it erases, the one that it names itself,
    and those that are tied to them, by whatever: what is learned of them may change who that is. -#}
-- depends_on: {{ ref('int_erasure__circles') }}
with identifiers as (
    select
        resolved.*,
        coalesce(circles.component_no, resolved.identifier_no) as circle_no
    from {{ ref('int_erasure__resolved_identifiers') }} as resolved
    left join {{ ref('int_erasure__circles') }} as circles
        on resolved.identifier_no = circles.node_no
),

named as (
    select
        requests.request_key,
        seen.identifier_type,
        seen.identifier_value,
        identifiers.circle_no
    from {{ ref('erasure_requests') }} as requests
    inner join {{ ref('int_erasure__seen_identifiers') }} as seen
        on
            requests.identifier_type = seen.identifier_type
            and requests.identifier_hash = seen.identifier_hash
    left join identifiers
        on
            seen.identifier_type = identifiers.identifier_type
            and seen.identifier_value = identifiers.identifier_value
),

circles as (
    select
        named.request_key,
        named.circle_no,
        max(found.owner_no) as owner_no
    from named
    left join {{ ref('int_erasure__found_users') }} as found
        on named.request_key = found.request_key
    where named.circle_no is not null
    group by named.request_key, named.circle_no
)

select
    circles.request_key,
    identifiers.identifier_type,
    identifiers.identifier_value,
    circles.circle_no,
    coalesce(identifiers.guard_reason is null and identifiers.owner_no = circles.owner_no, false)
        as is_own,
    identifiers.guard_reason is null and identifiers.owner_no is null as is_shared
from circles
inner join identifiers on circles.circle_no = identifiers.circle_no

union all

-- on rejected records and consents alone
select
    request_key,
    identifier_type,
    identifier_value,
    cast(null as bigint) as circle_no,
    true as is_own,
    false as is_shared
from named
where
    circle_no is null
    and not {{ is_among(
        ["identifier_type", "identifier_value"], ref('int_config__identifier_blocklist')
    ) }}
