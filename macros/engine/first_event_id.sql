{#- An aggregate over events of one instant: the id of the first in the participant's order. -#}
{% macro first_event_id() %}
    {{ return(adapter.dispatch("first_event_id")()) }}
{% endmacro %}

{% macro duckdb__first_event_id() -%}
    arg_min(event_id, (coalesce(sequence, 9223372036854775807), sequence is null, event_id))
{%- endmacro %}
