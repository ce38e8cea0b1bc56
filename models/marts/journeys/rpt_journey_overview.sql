{#- Excluded entries are left out of the rates and of what the rates count. -#}
with journeys as (
    select
        journey_id,
        max_by(journey_name, version) as journey_name
    from {{ ref('dim_journeys') }}
    group by journey_id
),

entries as (
    select
        journey_id,
        count(*) as lifetime_entries,
        count(distinct participant_key) as entry_participants,
        count(distinct user_key) as entry_users,
        count(case when status = 'active' then 1 end) as currently_in_journey,
        count(case when is_completed then 1 end) as completed_entries,
        count(case when is_converted then 1 end) as converted_entries,
        count(distinct case when is_converted then user_key end) as converted_users,
        count(case when status = 'ended' and not is_converted then 1 end) as total_exits,
        count(case when status = 'active' and not is_converted then 1 end) as exits_window_open,
        count(case when is_excluded then 1 end) as excluded_entries,
        count(distinct case when not is_excluded then user_key end) as rated_users,
        count(distinct case when not is_excluded and is_converted then user_key end)
            as rated_converted_users,
        count(distinct case when not is_excluded and is_mature then user_key end)
            as mature_users,
        count(distinct case when not is_excluded and is_mature and is_converted then user_key end)
            as mature_converted_users
    from {{ ref('fct_journey_entries') }}
    group by journey_id
),

attempts as (
    select
        journey_id,
        {%- for reason in block_reasons() %}
            count(case when block_reason = '{{ reason }}' then 1 end) as blocked_{{ reason }},
        {%- endfor %}
        count(*) as attempts
    from {{ ref('fct_entry_attempts') }}
    group by journey_id
),

sends as (
    select
        journey_id,
        count(distinct event_id) as messages_sent
    from {{ ref('fct_step_outcomes') }}
    where outcome = 'sent'
    group by journey_id
)

select
    journeys.journey_id,
    journeys.journey_name,
    {%- for column in [
        "lifetime_entries", "entry_participants", "entry_users", "currently_in_journey",
        "completed_entries", "converted_entries", "converted_users", "total_exits",
        "exits_window_open", "excluded_entries",
    ] %}
        coalesce(entries.{{ column }}, 0) as {{ column }},
    {%- endfor %}
    {{ share("entries.rated_converted_users", "entries.rated_users") }} as conversion_rate,
    {{ share("entries.mature_converted_users", "entries.mature_users") }}
        as mature_conversion_rate,
    coalesce(sends.messages_sent, 0) as messages_sent,
    {%- for reason in block_reasons() %}
        coalesce(attempts.blocked_{{ reason }}, 0) as blocked_{{ reason }},
    {%- endfor %}
    coalesce(attempts.attempts, 0) as attempts
from journeys
left join entries on journeys.journey_id = entries.journey_id
left join attempts on journeys.journey_id = attempts.journey_id
left join sends on journeys.journey_id = sends.journey_id
