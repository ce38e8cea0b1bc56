{#- The lower bound of the 95% interval of a proportion; null without trials. -#}
{% macro wilson_low(successes, trials) -%}
    {{ wilson_bound(successes, trials, -1) }}
{%- endmacro %}
