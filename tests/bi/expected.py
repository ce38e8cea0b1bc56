"""What each chart of the dashboard should show, as SQL on the published copy.

A chart's columns stand in the SQL as its answer names them, in any order; so do its rows.
`$journey_id` is the journey that the dashboard shows, `$flow_name` the flow.
"""

EXPECTED = {
    "Entries": """
        select lifetime_entries as entries
        from rpt_journey_overview
        where journey_id = $journey_id
    """,
    "Conversions": """
        select converted_entries as conversions
        from rpt_journey_overview
        where journey_id = $journey_id
    """,
    "Conversion rate of users": """
        select mature_conversion_rate as conversion_rate
        from rpt_journey_overview
        where journey_id = $journey_id
    """,
    "In the journey now": """
        select currently_in_journey
        from rpt_journey_overview
        where journey_id = $journey_id
    """,
    "Exits": """
        select total_exits as exits
        from rpt_journey_overview
        where journey_id = $journey_id
    """,
    "Blocked entries": """
        select attempts - lifetime_entries as blocked
        from rpt_journey_overview
        where journey_id = $journey_id
    """,
    "Conversion rate by week of entry": """
        select
            cohort_start,
            conversion_rate as conversion_rate_of_entries
        from rpt_journey_cohorts
        where journey_id = $journey_id and cohort_kind = 'week' and is_over
    """,
    "Steps reached": """
        select
            format('{:02d} {}', step_index, step_name) as step_label,
            sum(entries_reaching) as entries
        from rpt_journey_steps
        where journey_id = $journey_id and entries_reaching > 0
        group by all
    """,
    "Entered and ended by week": """
        select
            cast(date_trunc('week', reporting_date) as date) as reporting_date,
            sum(entries) as entered,
            sum(ends) as ended
        from rpt_journey_daily
        where journey_id = $journey_id
        group by all
    """,
    "Under way by day": """
        select
            reporting_date,
            sum(closing) as under_way
        from rpt_journey_daily
        where journey_id = $journey_id
        group by reporting_date
    """,
    "Exits by reason": """
        select
            end_reason as exit_reason,
            count(*) as exits
        from fct_journey_entries
        where journey_id = $journey_id and status = 'ended' and not is_converted
        group by end_reason
    """,
    "Blocked entries by reason": """
        select
            replace(name, 'blocked_', '') as block_reason,
            blocked
        from (
            unpivot (
                select columns('^blocked_')
                from rpt_journey_overview
                where journey_id = $journey_id
            )
            on columns(*)
            into name name value blocked
        )
        where blocked > 0
    """,
    "Score": """
        select score as journey_score
        from fct_journey_scores
        where journey_id = $journey_id and period_kind = 'all' and segment_kind = 'all'
    """,
    "Score of each stage": """
        select
            stage_name,
            stage_score as score_of_stage
        from fct_stage_scores
        where
            journey_id = $journey_id and period_kind = 'all' and segment_kind = 'all'
            and stage_score is not null
    """,
    "Score by month": """
        select
            period_start,
            score as journey_score
        from fct_journey_scores
        where journey_id = $journey_id and period_kind = 'month' and segment_kind = 'all'
    """,
    "Where it hurts most": """
        select
            sentence,
            loss,
            loss_unit
        from rpt_friction_points
        where
            journey_id = $journey_id
            and period_kind = 'all'
            and (loss_unit = 'entries' or segment_kind = 'all')
    """,
    "What people do next": """
        select
            from_node,
            to_node,
            occurrences as passages
        from rpt_flow_edges
        where flow_name = $flow_name and node_depth <= 3
        order by occurrences desc, flow_edge_id
        limit 40
    """,
    "KPIs": """
        select
            kpis.kpi_name,
            found.journey_id,
            kpis.unit,
            found.value,
            found.interval_low,
            found.interval_high,
            kpis.target_value,
            found.sample_size
        from fct_kpi_values as found
        inner join dim_kpis as kpis on found.kpi_id = kpis.kpi_id
        where
            found.period_kind = 'all' and found.segment_kind = 'all' and kpis.valid_to is null
    """,
    "Data as of": "select max(occurred_at) as latest_as_of from fct_events",
    "Events by day": """
        select
            cast(occurred_at as date) as occurred_at,
            count(*) as events
        from fct_events
        group by all
    """,
    "Rows by source": """
        select
            source,
            entity,
            sum(raw_rows) as rows_read,
            sum(accepted_rows) as rows_accepted,
            sum(raw_rows - accepted_rows - rejected_rows) as rows_repeated,
            sum(rejected_rows) as rows_turned_down
        from rpt_event_reconciliation
        group by source, entity
    """,
    "Runs": """
        select
            run_no,
            as_of,
            cause,
            new_files,
            new_rows,
            restated_users
        from fct_load_runs
    """,
}
