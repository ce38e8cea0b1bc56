{#- The staged rows of one entity from every source that has it (the var `sources`), and what records
    of other entities say of it (the var `derived`). `raw_entity` is what a row was read as. -#}
{% macro staged(entity) -%}
    {%- for source in var("sources")[entity] %}
    select *, '{{ entity }}' as raw_entity from {{ ref("stg_" ~ source ~ "__" ~ entity) }}
    {{- "\n    " ~ union_all_by_name() if not loop.last }}
    {%- endfor %}
    {%- for source in var("derived").get(entity, []) %}
    {{ union_all_by_name() }}
    select * from {{ ref("stg_" ~ source ~ "__" ~ entity) }}
    {%- endfor %}
{%- endmacro %}
