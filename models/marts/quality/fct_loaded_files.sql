{{ config(materialized="kept", forgets="unfinished_files") }}

{# Written last, once all tables are: what a run that came to no end has read is pending again. #}
-- depends_on: {{ ref('dim_endpoints') }}
-- depends_on: {{ ref('dim_users') }}
-- depends_on: {{ ref('endpoint_owners') }}
-- depends_on: {{ ref('fct_entry_attempts') }}
-- depends_on: {{ ref('fct_events') }}
-- depends_on: {{ ref('fct_identity_guards') }}
-- depends_on: {{ ref('fct_identity_merges') }}
-- depends_on: {{ ref('fct_journey_entries') }}
-- depends_on: {{ ref('fct_journey_exits') }}
-- depends_on: {{ ref('fct_step_outcomes') }}
-- depends_on: {{ ref('fct_step_progressions') }}
-- depends_on: {{ ref('int_drivers__entries') }}
-- depends_on: {{ ref('int_drivers__user_event_counts') }}
-- depends_on: {{ ref('int_flows__sessions') }}
-- depends_on: {{ ref('int_flows__user_moves') }}
-- depends_on: {{ ref('int_flows__user_paths') }}
-- depends_on: {{ ref('int_identity__blocklisted_events') }}
-- depends_on: {{ ref('int_journeys__counted_outcomes') }}
-- depends_on: {{ ref('int_journeys__step_stays') }}
-- depends_on: {{ ref('int_kpis__personal_totals') }}
-- depends_on: {{ ref('int_kpis__user_cells') }}
-- depends_on: {{ ref('int_kpis__user_matches') }}
-- depends_on: {{ ref('int_relevance__user_hits') }}
-- depends_on: {{ ref('int_state__circles') }}
-- depends_on: {{ ref('int_state__circle_users') }}
-- depends_on: {{ ref('int_state__deadlines') }}
-- depends_on: {{ ref('rpt_restatements') }}
-- depends_on: {{ ref('int_state__identifier_owners') }}
with loads as (
    select
        source,
        entity,
        source_file,
        raw_rows
    from {{ ref('rpt_event_reconciliation') }}
)

select
    md5(files.source || '|' || files.entity || '|' || files.source_file) as load_key,
    files.source,
    files.entity,
    files.source_file,
    files.file_stamp,
    state.run_no,
    coalesce(loads.raw_rows, 0) as raw_rows
from {{ ref('int_scope__pending_files') }} as files
cross join {{ ref('int_scope__state') }} as state
left join loads
    on
        files.source = loads.source
        and files.entity = loads.entity
        and files.source_file = loads.source_file
