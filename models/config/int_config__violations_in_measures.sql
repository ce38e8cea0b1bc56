-- Measures whose columns do not go together.
{{ config(materialized="ephemeral") }}

{%- set events = "('events', 'users', 'sum', 'mean', 'median', 'elapsed')" %}
{{ row_violations("measures", [
    {
        "column": "journey_id",
        "when": "step_id is not null and journey_id is null",
        "problem": "empty, though the row has a step",
        "remedy": "Write the journey that the step belongs to.",
    },
    {
        "column": "follows_measure",
        "when": "kind = 'elapsed' and follows_measure is null",
        "problem": "empty",
        "remedy": "Write the measure that the time is counted from.",
    },
    {
        "column": "follows_measure",
        "when": "follows_measure = measure_id",
        "problem": "the measure itself",
        "remedy": "Write another measure, or leave the cell empty.",
    },
    {
        "column": "value_property",
        "when": "kind in ('sum', 'mean', 'median') and value_property is null",
        "problem": "empty",
        "remedy": "Write the property that is summed or averaged.",
    },
    {
        "column": "value_property",
        "when": "kind = 'sessions' and value_property not in ('duration_seconds', 'event_count')",
        "problem": "nothing that a session has",
        "remedy": "Write duration_seconds or event_count, or leave the cell empty.",
    },
    {
        "column": "scale",
        "when": "scale is not null and value_property is null",
        "problem": "a scale without a value",
        "remedy": "Write the value_property that is on this scale, or empty the cell.",
    },
    {
        "column": "kind",
        "when": "follows_measure is not null and kind in ('sum', 'mean', 'median')",
        "problem": "not counted when it follows another",
        "remedy": "Write events, users or elapsed, or empty follows_measure.",
    },
    {
        "column": "kind",
        "when": "kind not in " ~ events ~ " and (event_name is not null or unit_property is not null"
            ~ " or follows_measure is not null or occurrence is not null)",
        "problem": "nothing made of events, though the row has an event, a unit or what it follows",
        "remedy": "Write a kind that counts events, or empty these cells.",
    },
    {
        "column": "follows_measure",
        "when": "exists (" ~ measure_of("follows_measure")
            ~ " and (measure.follows_measure is not null or measure.kind not in " ~ events ~ "))"
            ~ " and follows_measure <> measure_id",
        "problem": "a measure that follows another, or none of events",
        "remedy": "Write a measure of events that follows none.",
    },
    {
        "column": "unit_property",
        "when": "exists (" ~ measure_of("follows_measure")
            ~ " and coalesce(measure.unit_property, '') <> coalesce(checked.unit_property, ''))",
        "problem": "not that of the measure that it follows",
        "remedy": "Write the same unit_property in both rows.",
    },
    {
        "column": "follows_measure",
        "when": "follows_measure is null and (after_minutes is not null or day_basis is not null"
            ~ " or pick is not null or clock is not null or opening is not null)",
        "problem": "empty, though the row says how it follows",
        "remedy": "Write the measure that it follows, or empty after_minutes, day_basis, pick,"
            ~ " clock and opening.",
    },
    {
        "column": "within_minutes",
        "when": "try_cast(within_minutes as double) < try_cast(after_minutes as double)",
        "problem": "less than after_minutes",
        "remedy": "Write at least as many minutes, or leave the cell empty.",
    },
    {
        "column": "opening",
        "when": parse_flag("opening") ~ " and (kind <> 'users' or exists ("
            ~ measure_of("follows_measure") ~ " and measure.kind <> 'users'))",
        "problem": "an opening base of something else than users",
        "remedy": "Write it for measures of users that follow one of users.",
    },
]) }}
{%- for kinds, record_kind in [
    (["entries", "conversions", "completions", "exits"], "entry"),
    (["sessions"], "session"),
    (["cost"], "cost"),
] %}
    union all
    {{ row_violations("measures", [
        {
            "column": "property",
            "when": "kind in (" ~ quoted(kinds) ~ ") and property not in ("
                ~ quoted(measurable_columns(record_kind)) ~ ")",
            "problem": "nothing that " ~ kinds[0] ~ " have",
            "remedy": "Write one of " ~ measurable_columns(record_kind) | join(", ") ~ ".",
        },
    ]) }}
{%- endfor %}
