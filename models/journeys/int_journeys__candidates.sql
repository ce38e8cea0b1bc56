{{ config(materialized="view") }}

{#- The attempts that may be entries, if no earlier one holds them back. Of `once` it is the first
    that was not turned down. -#}
select *
from {{ ref('int_journeys__attempts') }}
where standing_no is not null and (reentry != 'once' or standing_no = 1)
