{#- Whether an event has happened at `as_of`. The planner takes a bare comparison with another table's
    only row for one that hardly any event meets, and then joins the wrong way round. -#}
{% macro is_known(events, clock) -%}
    coalesce({{ events }}.occurred_at <= {{ clock }}.as_of, false)
{%- endmacro %}
