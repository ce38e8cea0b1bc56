{#- Where a participant stands in a journey's lottery: 0 to 99.99, from the first 8 hex digits of
    md5(participant|journey). -#}
{% macro holdout_share(participant, journey) %}
    {{ return(adapter.dispatch("holdout_share")(participant, journey)) }}
{% endmacro %}

{% macro duckdb__holdout_share(participant, journey) -%}
    cast('0x' || left(md5({{ participant }} || '|' || {{ journey }}), 8) as bigint) % 10000 / 100
{%- endmacro %}
