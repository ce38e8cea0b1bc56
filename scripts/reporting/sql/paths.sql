with shown as (
    select version
    from rpt_journey_steps
    where journey_id = $journey_id and step_id = 'entry'
    order by entries_reaching > 0 desc, version desc
    limit 1
),

entries as (
    select
        entry_id,
        case
            when is_converted then '(converted)'
            when is_completed then '(completed)'
            when status = 'active' then '(active)'
            else '(left)'
        end as fate
    from fct_journey_entries
    where
        journey_id = $journey_id
        and version = (select version from shown)
        and not is_excluded
),

ordered as (
    select
        entry_id,
        step_id,
        row_number() over way - 1 as depth,
        lead(step_id) over way as next_step_id
    from fct_step_progressions
    where journey_id = $journey_id and version = (select version from shown)
    window way as (partition by entry_id order by reached_at, step_index)
),

edges as (
    select
        ordered.depth,
        ordered.step_id as from_step,
        case
            when ordered.next_step_id is null then entries.fate
            when ordered.depth >= 7 then '(further)'
            else ordered.next_step_id
        end as to_step,
        count(*) as entries
    from ordered
    inner join entries on ordered.entry_id = entries.entry_id
    where ordered.depth <= 7
    group by all
),

named as (
    select
        edges.*,
        origins.step_name as from_name,
        targets.step_name as to_name
    from edges
    inner join shown on true
    left join rpt_journey_steps as origins
        on
            origins.journey_id = $journey_id
            and origins.version = shown.version
            and edges.from_step = origins.step_id
    left join rpt_journey_steps as targets
        on
            targets.journey_id = $journey_id
            and targets.version = shown.version
            and edges.to_step = targets.step_id
)

select
    depth,
    coalesce(from_name, from_step) as from_name,
    coalesce(to_name, to_step) as to_name,
    entries,
    entries / sum(entries) over (partition by depth, from_step) as share_of_from,
    sum(entries) over (partition by depth, from_step) as from_entries,
    sum(entries) over (
        partition by case when to_name is null then -1 else depth end, to_step
    ) as to_entries
from named
order by entries desc, depth, from_step, to_step
limit 60
