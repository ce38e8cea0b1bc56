{{ config(materialized="table") }}

{# Rows of one key are AND-ed: together they have the one event name that all named rows share;
    with two names no event can meet them, and the rule is left out. #}
-- depends_on: {{ ref('int_config__violations') }}

with rows_of_rules as (
    select
        journeys.definition_id,
        journeys.participant,
        journeys.consent_purpose,
        rules.role,
        coalesce(rules.step_id, '') as step_id,
        coalesce(rules.outcome, '') as outcome,
        rules.event_name,
        rules.operator,
        {{ rule_key("rules") }} as rule_key
    from {{ ref('journey_rules') }} as rules
    inner join {{ ref('int_config__journeys') }} as journeys
        on
            rules.journey_id = journeys.journey_id
            and cast(rules.version as integer) = journeys.version
),

rules as (
    select
        rule_key,
        definition_id,
        participant,
        consent_purpose,
        role,
        step_id,
        outcome,
        max(event_name) as event_name,
        count(operator) as condition_count
    from rows_of_rules
    group by rule_key, definition_id, participant, consent_purpose, role, step_id, outcome
    having count(distinct event_name) <= 1
)

select
    rules.*,
    cast(
        dense_rank() over (order by definition_id, role, step_id, outcome) as integer
    ) as signal_no,
    count(*) over (partition by definition_id, role, step_id, outcome) as rule_count
from rules
