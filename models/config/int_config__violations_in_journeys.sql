-- Journey versions that can't live, or that differ in what all versions of a journey share.
{{ config(materialized="ephemeral") }}

{%- set rules = [
    {
        "column": "ends_at",
        "when": parse_timestamp("ends_at") ~ " <= " ~ parse_timestamp("starts_at"),
        "problem": "not later than starts_at, so that the journey is never live",
        "remedy": "Write a later time, or leave it empty for a journey without end.",
    },
    {
        "column": "version",
        "when": "journey_id is not null and version is not null and not exists ("
            ~ "select 1 from " ~ ref("journey_rules") ~ " as rules"
            ~ " where rules.journey_id = checked.journey_id and rules.version = checked.version"
            ~ " and rules.role = 'entry')",
        "problem": "no rule says how to enter",
        "remedy": "Add a row with the role entry to journey_rules.csv.",
    },
] %}
{#- Compared with the first row by its value, not by a subquery with an inequality inside: DuckDB
    1.5.6 finds no row for `exists (… a.x = b.x and a.y < b.y and a.z <> b.z)`. -#}
{%- set shared = {
    "participant": "coalesce(%s.participant, '')",
    "reentry": "coalesce(%s.reentry, '')",
    "reentry_interval_minutes": "coalesce(try_cast(%s.reentry_interval_minutes as double), -1)",
    "max_entries": "coalesce(try_cast(%s.max_entries as double), -1)",
} %}
{%- for column, value in shared.items() %}
    {%- do rules.append({
        "column": column,
        "when": value % "checked" ~ " <> (select arg_min(" ~ value % "versions"
            ~ ", versions.csv_row) from " ~ ref("journeys") ~ " as versions"
            ~ " where versions.journey_id = checked.journey_id)",
        "problem": "not what the first row of this journey says",
        "remedy": "All versions of a journey share their " ~ column ~ ": write the same in each.",
    }) %}
{%- endfor %}
{{ row_violations("journeys", rules) }}
