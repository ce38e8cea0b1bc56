{{ config(materialized="table", meta={"stands": false}) }}

{#- Hashes depend on the key, which the query does not show. -#}
select distinct
    known_types.identifier_type,
    case
        when known_types.kind = 'contact' then {{ keyed_hash("blocked.identifier_value") }}
        else blocked.identifier_value
    end as identifier_value
from {{ ref('identifier_blocklist') }} as blocked
inner join {{ ref('int_config__identifier_types') }} as known_types
    on coalesce(blocked.identifier_type, known_types.identifier_type) = known_types.identifier_type
