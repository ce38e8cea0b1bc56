{#- The seeds that configure Milepost; the build stops where a row of one of them is wrong. -#}
{% macro configuration_seeds() %}
    {{ return([
        "journeys",
        "journey_rules",
        "journey_steps",
        "journey_step_edges",
        "journey_stages",
        "measures",
        "kpis",
        "lifetime_models",
        "flows",
        "flow_events",
        "identifier_types",
        "identifier_blocklist",
        "blocked_traffic",
        "passive_events",
        "message_statuses",
    ]) }}
{% endmacro %}
