{{ config(materialized="scoped") }}

{#- What is known, beside events, of everybody whom this run restates. -#}
-- depends_on: {{ ref('int_scope__state') }}
-- depends_on: {{ ref('int_scope__former_identifiers') }}
select * from {{ ref('identity_links') }}
{%- if not scope_is_full() %}
where
    {{ is_former_identifier("left_type", "left_value") }}
    or {{ is_former_identifier("right_type", "right_value") }}
{%- endif %}
