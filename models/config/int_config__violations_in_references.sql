-- Cells that name something no other seed defines: the `references` of each seed's description.
{{ config(materialized="ephemeral") }}

{%- set parts = [] %}
{%- for seed in configuration_seeds() %}
    {%- set relation = ref(seed) %}
    {%- for reference in (seed_node(seed).config.meta.get("references", []) if execute else []) %}
        {%- do parts.append(reference_violations(seed, reference)) %}
    {%- endfor %}
{%- endfor %}
{{ parts | join(" union all ") }}
