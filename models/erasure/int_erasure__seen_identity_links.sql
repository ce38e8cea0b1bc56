{{ config(materialized="view") }}

-- depends_on: {{ ref('int_erasure__mode') }}
with {{ reasoned("identity_links") }}

select *
from reasoned
where {{ seen_by_erasure("identity_links") }}
