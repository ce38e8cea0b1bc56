{#- `reached` counts the step itself, each progression once, so that only its users need telling
    apart. A message counts once an hour as Pinpoint's console counts opens and clicks. Rows are
    counted by the number of what they count for: texts are slow to group by. -#}
with happenings as (
    select
        *,
        coalesce(channel, '(none)') as known_channel,
        coalesce(platform, '(none)') as known_platform,
        message_key || '|' || cast(
            {{ dbt.date_trunc("hour", "occurred_at") }} as {{ dbt.type_string() }}
        ) as message_hour,
        case when message_key is not null then entry_id end as entry_key
    from {{ ref('int_journeys__counted_outcomes') }}
),

numbered as (
    select
        slices.slice_no,
        happenings.message_key,
        happenings.message_hour,
        happenings.entry_key,
        numbered_users.user_no
    from happenings
    inner join {{ ref('int_journeys__outcome_slices') }} as slices
        on
            happenings.journey_id = slices.journey_id
            and happenings.version = slices.version
            and happenings.step_id = slices.step_id
            and happenings.outcome = slices.outcome
            and happenings.known_channel = slices.channel
            and happenings.known_platform = slices.platform
    inner join {{ ref('int_identity__user_numbers') }} as numbered_users
        on happenings.user_key = numbered_users.user_key
),

totals as (
    select
        slice_no,
        count(*) as total_count,
        count(distinct message_key) + count(*) - count(message_key) as message_count,
        count(distinct message_hour) + count(*) - count(message_key) as message_hour_count,
        count(distinct entry_key) + count(*) - count(message_key) as entry_count,
        count(distinct user_no) as user_count
    from numbered
    group by slice_no
),

counted as (
    select distinct
        slices.journey_id,
        slices.version,
        slices.step_id,
        slices.outcome,
        slices.slice_channel as channel,
        slices.slice_platform as platform,
        totals.total_count,
        totals.message_count,
        totals.message_hour_count,
        totals.entry_count,
        totals.user_count
    from {{ ref('int_journeys__outcome_slices') }} as slices
    inner join totals on slices.slice_no = totals.slice_no
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
