-- Names that a flow is told to treat in two ways, or in a way that leaves it no path.
{{ config(materialized="ephemeral") }}

{%- set anchor_of_flow = "(select min(flows.anchor_event) from " ~ ref("flows") ~ " as flows"
    ~ " where flows.flow_id = checked.flow_id)" %}
{{ row_violations("flow_events", [
    {
        "column": "event_name",
        "when": "role = 'hide' and event_name = " ~ anchor_of_flow,
        "problem": "the anchor of the flow, which hiding would leave without a path",
        "remedy": "Remove the row, or choose another anchor_event in flows.csv.",
    },
    {
        "column": "event_name",
        "when": "role = 'exclude_path' and event_name = " ~ anchor_of_flow,
        "problem": "the anchor of the flow, which every path has",
        "remedy": "Remove the row, or choose another anchor_event in flows.csv.",
    },
    {
        "column": "role",
        "when": "event_name is not null and role is not null and exists ("
            ~ "select 1 from " ~ ref("flow_events") ~ " as others"
            ~ " where others.flow_id = checked.flow_id and others.event_name = checked.event_name"
            ~ " and others.role != checked.role"
            ~ " and others.csv_row = (select min(firsts.csv_row) from " ~ ref("flow_events")
            ~ " as firsts where firsts.flow_id = others.flow_id"
            ~ " and firsts.event_name = others.event_name))",
        "problem": "another role than an earlier row gives this event in the same flow",
        "remedy": "Remove one of the two rows: a name is included, hidden or excludes the path.",
    },
]) }}
