{{ config(materialized="view") }}

-- depends_on: {{ ref('int_erasure__mode') }}
-- depends_on: {{ ref('int_scope__pending_files') }}
with {{ reasoned("endpoints") }}

select *
from reasoned
where {{ seen_by_erasure("endpoints") }}
