{#- Which events are which signals for whom: a user or, in a journey of endpoints, an endpoint. An
    event without an endpoint takes no part in those. -#}
{%- set event_columns = [
    "event_id", "user_key", "occurred_at", "sequence", "channel", "platform"
] -%}
{%- set match_columns = ["signal_no", "definition_id", "role", "endpoint_id"] + event_columns -%}
with rules as (
    select * from {{ ref('int_config__rules') }}
),

hits as (
    {%- for events_of_rules in [
        "rules on events.event_name = rules.event_name and rules.condition_count = 0",
        "rules on rules.event_name is null and rules.condition_count = 0",
        ref('int_journeys__conditional_hits') ~ " as conditional_hits
            on events.event_id = conditional_hits.event_id
        inner join rules on conditional_hits.rule_key = rules.rule_key",
    ] %}
        select
            rules.signal_no,
            rules.definition_id,
            rules.role,
            rules.participant,
            rules.consent_purpose,
            rules.rule_count,
            case when rules.participant = 'endpoint' then events.endpoint_id end as endpoint_id,
            {%- for column in event_columns %}
                events.{{ column }},
            {%- endfor %}
            rules.participant = 'user' or events.endpoint_id is not null as takes_part
        from {{ ref('int_journeys__events') }} as events
        inner join {{ events_of_rules }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- an event that meets several rules of a signal is one match
single as (
    select * from hits
    where rule_count = 1 and takes_part
    union all
    select distinct * from hits
    where rule_count > 1 and takes_part
),

purposeful as (
    select * from single
    where consent_purpose is not null
),

consented as (
    {{ asof_joined(
        "purposeful", ref('int_identity__consent_changes'),
        ["user_key", ["consent_purpose", "purpose"]],
        "occurred_at", "changed_at", ["is_granted"]
    ) }}
)

select
    {%- for column in match_columns %}
        {{ column }},
    {%- endfor %}
    coalesce(is_granted, false) as is_consented
from consented

union all

select
    {%- for column in match_columns %}
        {{ column }},
    {%- endfor %}
    true as is_consented
from single
where consent_purpose is null
