{{ config(materialized="view") }}

{#- What only they say, of whatever else records of their source may tell, does not count. -#}
{%- set sources = var("derived").values() | sum(start=[]) | unique | list %}
{%- set among_them -%}
    records.source in ('{{ sources | join("', '") }}')
{%- endset %}
select
    records.source,
    records.source_file,
    records.raw_text
from {{ ref('int_contract__judged_events') }} as records
where records.is_duplicate and {{ among_them }}

except

select
    records.source,
    records.source_file,
    records.raw_text
from {{ ref('int_contract__judged_events') }} as records
inner join {{ ref('int_contract__repeated_events') }} as repeated
    on records.event_id = repeated.event_id
where not records.is_duplicate and records.rejection_reason is null and {{ among_them }}
