-- Which rules, events of flows and measures have no event, or few of those whose name they ask for?
select
    use_kind,
    coalesce(journey_id, flow_id, measure_id) as used_by,
    version,
    role,
    step_id,
    rule_id,
    event_name,
    named_events,
    matched_events,
    cast(matched_events as double) / nullif(named_events, 0) as matched_share,
    unmatched_reason
from {{ ref('rpt_rule_relevance') }}
order by
    is_matched asc, matched_share asc nulls first, matched_events asc, rule_relevance_key asc
