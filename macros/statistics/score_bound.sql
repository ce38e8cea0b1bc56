{#- One end of the 95% interval of a score, cut at 0 and 100: `side` is -1 or 1. -#}
{% macro score_bound(score, standard_error, side) -%}
    {%- set bound = normal_bound(score, standard_error, side) -%}
    case
        when {{ bound }} < 0 then 0
        when {{ bound }} > 100 then 100
        else {{ bound }}
    end
{%- endmacro %}
