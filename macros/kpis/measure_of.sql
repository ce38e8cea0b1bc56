{#- A query of the measure that a cell of the checked row names, as `measure`, for checks of seeds. -#}
{% macro measure_of(cell, what="1") -%}
    select {{ what }} from {{ ref('measures') }} as measure
    where measure.measure_id = checked.{{ cell }}
{%- endmacro %}
