{{ config(materialized="view") }}

{#- Whatever their fate: a rejected or repeated record is somebody's, too. -#}
-- depends_on: {{ ref('int_erasure__mode') }}
-- depends_on: {{ ref('int_scope__pending_files') }}
select *
from {{ ref('int_contract__reasoned_events') }}
where {{ seen_by_erasure("events") }}
