{#- Why a raw row may be rejected, in the order in which the reasons apply. -#}
{% macro rejection_reasons() %}
    {{ return([
        "malformed", "missing_event_name", "missing_identifier", "invalid_timestamp",
        "future_timestamp", "blocked_traffic", "erased",
    ]) }}
{% endmacro %}
