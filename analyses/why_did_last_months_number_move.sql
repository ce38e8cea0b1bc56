-- Why did last month's number move? Which run moved which month of which journey, and how many user
-- keys became others in that run: joined users enter once where they entered twice.
with moved as (
    select
        run_no,
        journey_id,
        date_trunc('month', reporting_date) as reporting_month,
        max(cause) as cause,
        count(distinct reporting_date) as days_moved,
        sum(case when figure = 'entries' then difference else 0 end) as entries,
        sum(case when figure = 'conversions' then difference else 0 end) as conversions,
        sum(case when figure = 'ends' then difference else 0 end) as ends
    from {{ ref('rpt_restatements') }}
    group by run_no, journey_id, date_trunc('month', reporting_date)
),

merged as (
    select
        run_no,
        count(distinct old_user_key) as keys_merged,
        sum(entry_count) as entries,
        min(seen_at) as earliest_evidence_at
    from {{ ref('fct_identity_merges') }}
    group by run_no
)

select
    runs.run_no,
    runs.as_of,
    coalesce(moved.cause, runs.cause) as cause,
    runs.changed_file,
    moved.journey_id,
    moved.reporting_month,
    moved.days_moved,
    moved.entries as more_entries,
    moved.conversions as more_conversions,
    moved.ends as more_ends,
    coalesce(merged.keys_merged, 0) as keys_merged,
    coalesce(merged.entries, 0) as entries_of_merged_keys,
    merged.earliest_evidence_at
from {{ ref('fct_load_runs') }} as runs
left join moved on runs.run_no = moved.run_no
left join merged on runs.run_no = merged.run_no
order by runs.run_no desc, moved.reporting_month desc, moved.journey_id asc
