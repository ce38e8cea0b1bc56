{{ config(materialized="kept", forgets="recounted_totals") }}

{#- A total of nobody is none. Whether a base is old enough is asked where it is read. -#}
select * from {{ ref('int_kpis__moved_totals') }}
where unit_count != 0
