{#- The staged rows of one entity from every source that has it (the var `sources`). -#}
{% macro staged(entity) -%}
    {%- for source in var("sources")[entity] %}
    select * from {{ ref("stg_" ~ source ~ "__" ~ entity) }}
    {{- "\n    " ~ union_all_by_name() if not loop.last }}
    {%- endfor %}
{%- endmacro %}
