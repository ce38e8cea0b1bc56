{#- Why an attempt may be blocked, in the order in which the reasons apply. -#}
{% macro block_reasons() %}
    {{ return([
        "not_live", "no_consent", "holdout", "already_active", "reentry_not_allowed",
        "reentry_interval", "reentry_cap",
    ]) }}
{% endmacro %}

{#- Why an entry may end, in the order that decides ties. -#}
{% macro end_reasons() %}
    {{ return([
        "converted", "completed", "exit_event", "opted_out", "restarted", "inactive",
        "window_elapsed", "journey_ended",
    ]) }}
{% endmacro %}
