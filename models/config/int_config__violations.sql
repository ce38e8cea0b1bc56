-- Everything that is wrong in the seeds. Any row stops the build here, before a mart is touched:
-- the typed config models depend on this one. The table itself stays, so that it can be read.
{{ config(post_hook={"sql": "{{ raise_violations(this) }}", "transaction": false}) }}

{% set parts = [
    "cells",
    "keys",
    "references",
    "conditions",
    "rules",
    "exclusions",
    "journeys",
    "steps",
    "edges",
    "measures",
    "kpis",
    "flows",
] %}
{%- for part in parts %}
    select
        file_name,
        row_number,
        column_name,
        value,
        problem,
        remedy
    from {{ ref("int_config__violations_in_" ~ part) }}
    {{ "union all" if not loop.last }}
{%- endfor %}
