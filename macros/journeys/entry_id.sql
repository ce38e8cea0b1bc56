{#- The key of an entry: the same whatever else the tables hold. -#}
{% macro entry_id(journey_id, participant_key, event_id) -%}
    md5({{ journey_id }} || '|' || {{ participant_key }} || '|' || {{ event_id }})
{%- endmacro %}
