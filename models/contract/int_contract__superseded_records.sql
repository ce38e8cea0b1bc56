{{ config(materialized="view") }}

{#- What only they say, of whatever else records of their source may tell, does not count. -#}
{%- set sources = var("derived").values() | sum(start=[]) | unique | list %}
{%- set among_them -%}
    source in ('{{ sources | join("', '") }}')
{%- endset %}
select
    source,
    source_file,
    raw_text
from {{ ref('int_contract__repeated_records') }}
where is_duplicate and {{ among_them }}

except

select
    source,
    source_file,
    raw_text
from {{ ref('int_contract__repeated_records') }}
where not is_duplicate and {{ among_them }}
