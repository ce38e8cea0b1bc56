{#- Every figure for all channels and platforms together and for each; `reached` counts the step
    itself, each progression once, so that only its users need telling apart. A message counts once
    an hour as Pinpoint's console counts opens and clicks. -#}
with named as (
    select
        happenings.journey_id,
        happenings.version,
        happenings.step_id,
        happenings.outcome,
        happenings.channel,
        happenings.platform,
        happenings.message_key,
        numbered.user_no,
        happenings.message_key || '|' || cast(
            {{ dbt.date_trunc("hour", "happenings.occurred_at") }} as {{ dbt.type_string() }}
        ) as message_hour,
        case when happenings.message_key is not null then happenings.entry_id end as entry_key
    from {{ ref('int_journeys__counted_outcomes') }} as happenings
    inner join {{ ref('int_identity__user_numbers') }} as numbered
        on happenings.user_key = numbered.user_key
),

spread as (
    {%- for channel in ["coalesce(channel, '(none)')", "'(all)'"] %}
        {%- for platform in ["coalesce(platform, '(none)')", "'(all)'"] %}
            select
                journey_id,
                version,
                step_id,
                outcome,
                {{ channel }} as channel,
                {{ platform }} as platform,
                message_key,
                message_hour,
                entry_key,
                user_no
            from named
            {{ "union all" if not loop.last }}
        {%- endfor %}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        journey_id,
        version,
        step_id,
        outcome,
        channel,
        platform,
        count(*) as total_count,
        count(distinct message_key) + count(*) - count(message_key) as message_count,
        count(distinct message_hour) + count(*) - count(message_key) as message_hour_count,
        count(distinct entry_key) + count(*) - count(message_key) as entry_count,
        count(distinct user_no) as user_count
    from spread
    group by journey_id, version, step_id, outcome, channel, platform
)

select
    {{ journey_key("counted.journey_id", "counted.version") }} || '|' || counted.step_id
    || '|' || counted.outcome || '|' || counted.channel || '|' || counted.platform
        as step_outcome_key,
    counted.*,
    {{ share("counted.entry_count", "reached.entry_count") }} as share_of_entries_reaching
from counted
left join counted as reached
    on
        counted.journey_id = reached.journey_id
        and counted.version = reached.version
        and counted.step_id = reached.step_id
        and reached.outcome = 'reached'
        and reached.channel = '(all)'
        and reached.platform = '(all)'
