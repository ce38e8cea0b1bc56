-- Measures and KPIs whose columns do not go together.
{{ config(materialized="ephemeral") }}

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
]) }}
union all
{{ row_violations("kpis", [
    {
        "column": "denominator_measure",
        "when": "kind in ('rate', 'ratio') and denominator_measure is null",
        "problem": "empty",
        "remedy": "Write the measure below the line; a rate and a ratio have one.",
    },
    {
        "column": "target",
        "when": "(floor is null) <> (target is null)",
        "problem": "floor without target, or target without floor",
        "remedy": "Write both, or leave both empty for a KPI without a score.",
    },
    {
        "column": "target",
        "when": "try_cast(floor as double) = try_cast(target as double)",
        "problem": "the same as floor, which leaves no scale between them",
        "remedy": "Write the value that scores 100, above or below the floor.",
    },
]) }}
