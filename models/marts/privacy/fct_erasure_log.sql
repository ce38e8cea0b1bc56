with identifiers as (
    select
        request_key,
        count(*) as identifiers_erased
    from {{ ref('int_erasure__tombstones') }}
    where is_own
    group by request_key
),

records as (
    select
        request_key,
        sum(case when entity = 'events' then record_count end) as events_erased,
        sum(case when entity = 'identity_links' then record_count end) as identity_links_erased,
        sum(case when entity = 'consents' then record_count end) as consents_erased,
        sum(case when entity = 'endpoints' then record_count end) as endpoints_erased
    from {{ ref('int_erasure__forgotten_records') }}
    group by request_key
)

select
    requests.request_key,
    requests.identifier_type,
    requests.requested_at,
    case when identifiers.request_key is null then 'nobody_found' else 'erased' end as status,
    coalesce(identifiers.identifiers_erased, 0) as identifiers_erased,
    cast(coalesce(records.events_erased, 0) as bigint) as events_erased,
    cast(coalesce(records.identity_links_erased, 0) as bigint) as identity_links_erased,
    cast(coalesce(records.consents_erased, 0) as bigint) as consents_erased,
    cast(coalesce(records.endpoints_erased, 0) as bigint) as endpoints_erased
from {{ ref('erasure_requests') }} as requests
left join identifiers on requests.request_key = identifiers.request_key
left join records on requests.request_key = records.request_key
