{#- The participant's order: time, the source's own order (none comes last), the event's id. -#}
{% macro event_order() -%}
    occurred_at, sequence nulls last, event_id
{%- endmacro %}
