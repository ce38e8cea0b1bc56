{{ config(materialized="view") }}

-- depends_on: {{ ref('int_erasure__mode') }}
with {{ reasoned("consents") }}

select *
from reasoned
where {{ seen_by_erasure("consents") }}
