{#- Only here properties are read, and only of events whose name the rule has. -#}
with rules as (
    select * from {{ ref('int_config__rules') }}
    where condition_count > 0
),

readings as (
    {%- for names_match in ["events.event_name = rules.event_name", "rules.event_name is null"] %}
        select
            rules.signal_no,
            rules.rule_key,
            rules.condition_count,
            events.event_id,
            conditions.operator,
            conditions.expected,
            conditions.accepted_values,
            conditions.expected_number,
            {{ property_text("events", "conditions") }} as actual
        from {{ ref('int_journeys__events') }} as events
        inner join rules on {{ names_match }}
        inner join {{ ref('int_config__rule_conditions') }} as conditions
            on rules.rule_key = conditions.rule_key
        {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    rule_key,
    signal_no,
    event_id
from readings
where {{ condition_holds("actual", "readings") }}
group by rule_key, signal_no, event_id
having count(*) = max(condition_count)
