{#- How long an active entry has stood on its step, in days: name, from (inclusive), to. -#}
{% macro step_ages() %}
    {{ return([
        {"name": "under_1_day", "from_days": 0, "to_days": 1},
        {"name": "from_1_day", "from_days": 1, "to_days": 7},
        {"name": "from_7_days", "from_days": 7, "to_days": 30},
        {"name": "from_30_days", "from_days": 30, "to_days": none},
    ]) }}
{% endmacro %}

{#- A timestamp plus a whole number of days, counted as elapsed time. -#}
{% macro add_days(timestamp, days) -%}
    {{ add_microseconds(timestamp, days * 86400000000) }}
{%- endmacro %}
