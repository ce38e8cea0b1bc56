{#- A short key of an attempt, of the participant's number and the attempt's place in their order:
    the high and the low 32 bits. -#}
{% macro attempt_no(participant_no, place) -%}
    {{ participant_no }} * 4294967296 + {{ place }}
{%- endmacro %}
