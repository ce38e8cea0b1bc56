{{ config(materialized="connected_components") }}

{#- Guards do not cut here: what is guarded depends on who is linked. -#}
select
    left_no,
    right_no
from {{ ref('int_erasure__links') }}
