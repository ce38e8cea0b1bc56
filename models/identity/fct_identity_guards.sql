{{ config(materialized="kept", forgets="restated_identifiers") }}

-- depends_on: {{ ref('int_scope__identifiers') }}
select
    identifier_type,
    identifier_value,
    kind,
    guard_reason,
    person_count
from {{ ref('int_identity__resolved_identifiers') }}
where guard_reason is not null
