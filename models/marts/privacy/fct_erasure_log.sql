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
        {%- for entity in ["events", "identity_links", "consents"] %}
            sum(case when entity = '{{ entity }}' then record_count else 0 end) as {{ entity }}_erased
            {{- "," if not loop.last }}
        {%- endfor %}
    from {{ ref('int_erasure__forgotten_records') }}
    group by request_key
)

select
    requests.request_key,
    requests.identifier_type,
    requests.requested_at,
    case when identifiers.request_key is null then 'nobody_found' else 'erased' end as status,
    coalesce(identifiers.identifiers_erased, 0) as identifiers_erased,
    {%- for entity in ["events", "identity_links", "consents"] %}
        cast(coalesce(records.{{ entity }}_erased, 0) as bigint) as {{ entity }}_erased
        {{- "," if not loop.last }}
    {%- endfor %}
from {{ ref('erasure_requests') }} as requests
left join identifiers on requests.request_key = identifiers.request_key
left join records on requests.request_key = records.request_key
