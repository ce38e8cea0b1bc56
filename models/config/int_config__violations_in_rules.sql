-- Rules whose step and outcome do not go with their role.
{{ config(materialized="ephemeral") }}

{{ row_violations("journey_rules", [
    {
        "column": "step_id",
        "when": "role in ('step', 'outcome') and step_id is null",
        "problem": "empty",
        "remedy": "Write the step_id of a step of this version.",
    },
    {
        "column": "step_id",
        "when": "role in ('entry', 'conversion', 'exit') and step_id is not null",
        "problem": "a step that the role has no use for",
        "remedy": "Leave it empty; only the roles step, outcome and exclusion have a step.",
    },
    {
        "column": "outcome",
        "when": "role = 'outcome' and outcome is null",
        "problem": "empty",
        "remedy": "Write the outcome's name, such as sent, delivered, opened or clicked.",
    },
    {
        "column": "outcome",
        "when": "role <> 'outcome' and outcome is not null",
        "problem": "an outcome that the role has no use for",
        "remedy": "Leave it empty, or write the role outcome.",
    },
]) }}
