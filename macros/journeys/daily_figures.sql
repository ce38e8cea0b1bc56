{#- The columns of `rpt_journey_daily` that restatements tell of. -#}
{% macro daily_figures() %}
    {%- set figures = ["opening", "entries"] -%}
    {%- for reason in end_reasons() -%}
        {%- do figures.append("ends_" ~ reason) -%}
    {%- endfor -%}
    {{ return(figures + ["ends", "closing"]) }}
{% endmacro %}
