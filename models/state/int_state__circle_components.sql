{{ config(materialized="connected_components") }}

select
    left_no,
    right_no
from {{ ref('int_state__circle_links') }}
