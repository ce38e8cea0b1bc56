-- Cells that name something no other seed defines: the `references` of each seed's description.
{{ config(materialized="ephemeral") }}

{% for seed in configuration_seeds() -%}
    {%- set relation = ref(seed) -%}
    {%- if execute -%}
        {%- for reference in seed_node(seed).config.meta.get("references", []) %}
{{ reference_violations(seed, reference) }}
union all
        {%- endfor -%}
    {%- endif -%}
{%- endfor %}
select null, null, null, null, null, null
where false
