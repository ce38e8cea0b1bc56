{#- The columns of `events`. -#}
{% macro accepted_event_columns() %}
    {{ return([
        "event_id", "source", "event_name", "occurred_at", "received_at", "sequence", "endpoint_id",
        "anonymous_id", "user_id", "identifiers", "channel", "platform", "message_id", "value",
        "currency", "properties",
    ]) }}
{% endmacro %}
