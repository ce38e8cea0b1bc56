{#- One end of the 95% interval of an estimate with a normal error: `side` is -1 or 1. -#}
{% macro normal_bound(estimate, standard_error, side) -%}
    {{ estimate }} + {{ side }} * {{ normal_quantile() }} * {{ standard_error }}
{%- endmacro %}
