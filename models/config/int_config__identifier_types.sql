{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
select
    identifier_type,
    kind,
    cast(priority as integer) as priority,
    cast(max_persons as integer) as max_persons
from {{ ref('identifier_types') }}
