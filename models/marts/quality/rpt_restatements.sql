{{ config(materialized="kept", forgets="retold_runs", full_refresh=false) }}

{#- A figure that is missing is 0; a journey that the run before had nothing of is no restatement. A
    day counts if it was over for both runs. -#}
with former as (
    select * from {{ ref('int_scope__former_figures') }}
    where journey_id is not null
),

days as (
    select
        state.run_no,
        state.previous_as_of,
        state.as_of,
        least(
            {{ reporting_date("state.previous_as_of") }}, {{ reporting_date("state.as_of") }}
        ) as first_open_date
    from {{ ref('int_scope__state') }} as state
),

compared as (
    select
        coalesce(former.journey_id, current_figures.journey_id) as journey_id,
        coalesce(former.reporting_date, current_figures.reporting_date) as reporting_date,
        coalesce(former.figure, current_figures.figure) as figure,
        coalesce(former.figure_value, 0) as previous_value,
        coalesce(current_figures.figure_value, 0) as current_value
    from former
    full join {{ ref('int_state__daily_figures') }} as current_figures
        on
            former.journey_id = current_figures.journey_id
            and former.reporting_date = current_figures.reporting_date
            and former.figure = current_figures.figure
),

restated as (
    select * from compared
    where
        previous_value != current_value
        and journey_id in (select former.journey_id from former)
),

causes as (
    select {{ sorted_text("touched.cause") }} as causes
    from (select distinct cause from {{ ref('int_scope__touched_circles') }}) as touched
),

late_events as (
    select
        {{ reporting_date("events.occurred_at") }} as reporting_date,
        count(*) as event_count
    from {{ ref('int_scope__events') }} as events
    inner join {{ ref('int_scope__changed_events') }} as changed
        on events.event_id = changed.event_id
    group by {{ reporting_date("events.occurred_at") }}
),

merged as (
    select
        entries.journey_id,
        {{ reporting_date("entries.entered_at") }} as reporting_date,
        count(distinct rekeyed.old_user_key) as merge_count
    from {{ ref('int_identity__rekeyed_users') }} as rekeyed
    inner join {{ ref('fct_journey_entries') }} as entries
        on rekeyed.new_user_key = entries.user_key
    group by entries.journey_id, {{ reporting_date("entries.entered_at") }}
)

select
    md5(
        cast(days.run_no as {{ dbt.type_string() }}) || '|' || restated.journey_id || '|'
        || cast(restated.reporting_date as {{ dbt.type_string() }}) || '|' || restated.figure
    ) as restatement_key,
    days.run_no,
    restated.journey_id,
    restated.reporting_date,
    restated.figure,
    restated.previous_value,
    restated.current_value,
    restated.current_value - restated.previous_value as difference,
    coalesce(state.cause, replace(causes.causes, chr(10), ', ')) as cause,
    case when not state.is_full then coalesce(late_events.event_count, 0) end as new_events,
    coalesce(merged.merge_count, 0) as merged_keys,
    days.previous_as_of,
    days.as_of
from restated
inner join days on restated.reporting_date < days.first_open_date
cross join {{ ref('int_scope__state') }} as state
cross join causes
left join late_events on restated.reporting_date = late_events.reporting_date
left join merged
    on
        restated.journey_id = merged.journey_id
        and restated.reporting_date = merged.reporting_date
