{{ config(materialized="connected_components") }}

select
    left_no,
    right_no
from {{ ref('int_identity__links') }}
where left_kind = right_kind and left_kind != 'contact'
