-- Steps with a name that has a meaning of its own.
{{ config(materialized="ephemeral") }}

{{ row_violations("journey_steps", [
    {
        "column": "step_id",
        "when": "step_id = 'entry'",
        "problem": "the name of step 0, which every journey has",
        "remedy": "Choose another step_id, or remove the row.",
    },
    {
        "column": "step_id",
        "when": "step_id like '%>%'",
        "problem": "a name with a >, which stands between the steps of an exclusion",
        "remedy": "Choose a step_id without it.",
    },
]) }}
