-- Rows that repeat what only one row may have: the `keys` of each seed's description.
{{ config(materialized="ephemeral") }}

{% for seed in configuration_seeds() -%}
    {%- set relation = ref(seed) -%}
    {%- if execute -%}
        {%- for key in seed_node(seed).config.meta.get("keys", []) %}
{{ key_violations(seed, key) }}
union all
        {%- endfor -%}
    {%- endif -%}
{%- endfor %}
select null, null, null, null, null, null
where false
