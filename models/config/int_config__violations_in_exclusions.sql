-- Exclusions whose step_id names no two steps that events can lie between.
{{ config(materialized="ephemeral") }}

{%- set is_pair = matches_regex("checked.step_id", "'^[^>]+>[^>]+$'") %}
{%- set is_range = "role = 'exclusion' and " ~ is_pair %}
{%- set no_such_step -%}
not exists (
        select 1
        from {{ ref("journey_steps") }} as steps
        where
            steps.journey_id = checked.journey_id
            and steps.version = checked.version
            and steps.step_id = split_part(checked.step_id, '>', %s)
    )
{%- endset %}
{%- set remedy = "Write from>to, two steps of this version (the first may be entry), or leave the"
    ~ " cell empty for the whole entry." %}
{{ row_violations("journey_rules", [
    {
        "column": "step_id",
        "when": "role = 'exclusion' and not " ~ is_pair,
        "problem": "no pair of steps",
        "remedy": remedy,
    },
    {
        "column": "step_id",
        "when": is_range ~ " and not starts_with(checked.step_id, 'entry>') and "
            ~ no_such_step % 1,
        "problem": "journey_steps.csv has no such step before the >",
        "remedy": remedy,
    },
    {
        "column": "step_id",
        "when": is_range ~ " and " ~ no_such_step % 2,
        "problem": "journey_steps.csv has no such step after the >",
        "remedy": remedy,
    },
    {
        "column": "step_id",
        "when": is_range ~ " and split_part(step_id, '>', 1) = split_part(step_id, '>', 2)",
        "problem": "the same step twice, which no event can lie between",
        "remedy": remedy,
    },
]) }}
