{{ config(materialized="iterated", next_rows="next_reached_identifiers") }}

{#- From the identifiers of requests on, whatever is tied to them, guarded contacts too; blocklisted
    ones tie nobody. Nothing else can change whom a request erases. -#}
-- depends_on: {{ ref('int_erasure__seen_bundle_identifiers') }}
-- depends_on: {{ ref('int_erasure__seen_identity_links') }}
-- depends_on: {{ ref('int_erasure__mode') }}
select distinct
    seen.identifier_type,
    seen.identifier_value,
    0 as round_no
from {{ ref('erasure_requests') }} as requests
inner join {{ ref('int_erasure__seen_identifiers') }} as seen
    on
        requests.identifier_type = seen.identifier_type
        and requests.identifier_hash = seen.identifier_hash
left join {{ ref('int_config__identifier_blocklist') }} as blocklist
    on
        seen.identifier_type = blocklist.identifier_type
        and seen.identifier_value = blocklist.identifier_value
where
    blocklist.identifier_value is null
    and {{ "true" if erasure_mode() == "resolve" else "false" }}
