{#- The columns of `events` that a record may carry and a rule may name. -#}
{% macro contract_columns() %}
    {{ return([
        "event_id", "event_name", "occurred_at", "received_at", "sequence", "endpoint_id",
        "anonymous_id", "user_id", "channel", "platform", "message_id", "value", "currency",
    ]) }}
{% endmacro %}
