{{ config(materialized="view") }}

{#- Whatever their fate: a rejected or repeated record is somebody's, too. -#}
-- depends_on: {{ ref('int_erasure__mode') }}
select *
from {{ ref('int_contract__reasoned_events') }}
where {{ seen_by_erasure("events") }}
