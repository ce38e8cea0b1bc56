-- Conditions whose property, operator and value do not go together.
{{ config(materialized="ephemeral") }}

{%- set rules = [
    {
        "column": "operator",
        "when": "operator is null and (property is not null or value is not null)",
        "problem": "empty, though the row has a property or a value",
        "remedy": "Write an operator, or empty property and value.",
    },
    {
        "column": "property",
        "when": "operator is not null and property is null",
        "problem": "empty, though the row has an operator",
        "remedy": "Write the property that is compared, or empty the operator.",
    },
    {
        "column": "value",
        "when": "operator in ('is_set', 'is_not_set') and value is not null",
        "problem": "a value that nothing is compared with",
        "remedy": "Leave it empty with is_set and is_not_set, or write eq.",
    },
    {
        "column": "value",
        "when": "operator not in ('is_set', 'is_not_set', 'eq', 'neq') and value is null",
        "problem": "empty",
        "remedy": "Write the value to compare with; only eq and neq take the empty text.",
    },
    {
        "column": "value",
        "when": "operator in ('gt', 'gte', 'lt', 'lte') and value is not null and "
            ~ "coalesce(abs(" ~ parse_number("value") ~ ") > 1e300, true)",
        "problem": "no number",
        "remedy": "Write a number, such as 12.5; gt, gte, lt and lte compare numbers.",
    },
    {
        "column": "value",
        "when": "operator = 'regex' and value is not null and not " ~ is_regex("value"),
        "problem": "no regular expression",
        "remedy": "Write one in the syntax that RE2 and Java share.",
    },
] %}
{%- for seed in ["journey_rules", "measures", "blocked_traffic"] %}
    {{ row_violations(seed, rules) }}
    {{ "union all" if not loop.last }}
{%- endfor %}
