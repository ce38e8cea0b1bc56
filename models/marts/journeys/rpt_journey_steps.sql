{#- Excluded entries are left out. A step's previous one is the one before it by index. -#}
with steps as (
    select
        *,
        lag(step_id) over (partition by journey_key order by step_index) as previous_step_id
    from {{ ref('dim_journey_steps') }}
),

progressions as (
    select
        progressions.*,
        entries.is_mature
    from {{ ref('fct_step_progressions') }} as progressions
    inner join {{ ref('fct_journey_entries') }} as entries
        on progressions.entry_id = entries.entry_id
    where not entries.is_excluded
),

reached as (
    select
        journey_id,
        version,
        step_id,
        count(*) as entries_reaching,
        count(distinct user_key) as users_reaching,
        count(case when is_mature then 1 end) as mature_entries_reaching,
        sum(visits) as visits,
        median(seconds_from_previous) as median_seconds_from_previous,
        {{ exact_sum("seconds_from_previous") }} / nullif(count(seconds_from_previous), 0)
            as mean_seconds_from_previous,
        median(seconds_from_entry) as median_seconds_from_entry
    from progressions
    group by journey_id, version, step_id
),

filled as (
    select
        steps.*,
        coalesce(reached.entries_reaching, 0) as entries_reaching,
        coalesce(reached.users_reaching, 0) as users_reaching,
        coalesce(reached.mature_entries_reaching, 0) as mature_entries_reaching,
        cast(coalesce(reached.visits, 0) as bigint) as visits,
        reached.median_seconds_from_previous,
        reached.mean_seconds_from_previous,
        reached.median_seconds_from_entry
    from steps
    left join reached
        on
            steps.journey_id = reached.journey_id
            and steps.version = reached.version
            and steps.step_id = reached.step_id
)

select
    filled.journey_step_key,
    filled.journey_id,
    filled.version,
    filled.step_id,
    filled.step_name,
    filled.step_index,
    filled.entries_reaching,
    filled.users_reaching,
    filled.visits,
    {{ share("filled.entries_reaching", "entry.entries_reaching") }} as share_of_entries,
    {{ share("filled.entries_reaching", "previous.entries_reaching") }} as share_of_previous,
    previous.entries_reaching - filled.entries_reaching as drop_off,
    1 - {{ share("filled.entries_reaching", "previous.entries_reaching") }} as drop_off_rate,
    filled.mature_entries_reaching,
    {{ share("filled.mature_entries_reaching", "entry.mature_entries_reaching") }}
        as mature_share_of_entries,
    filled.median_seconds_from_previous,
    filled.mean_seconds_from_previous,
    filled.median_seconds_from_entry
from filled
left join filled as previous
    on
        filled.journey_key = previous.journey_key
        and filled.previous_step_id = previous.step_id
left join filled as entry
    on filled.journey_key = entry.journey_key and entry.step_id = 'entry'
