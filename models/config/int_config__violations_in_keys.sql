-- Rows that repeat what only one row may have: the `keys` of each seed's description.
{{ config(materialized="ephemeral") }}

{%- set parts = [] %}
{%- for seed in configuration_seeds() %}
    {%- set relation = ref(seed) %}
    {%- for key in (seed_node(seed).config.meta.get("keys", []) if execute else []) %}
        {%- do parts.append(key_violations(seed, key)) %}
    {%- endfor %}
{%- endfor %}
{{ parts | join(" union all ") }}
