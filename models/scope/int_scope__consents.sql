{{ config(materialized="scoped") }}

{#- What is known, beside events, of everybody whom this run restates. -#}
-- depends_on: {{ ref('int_scope__state') }}
-- depends_on: {{ ref('int_scope__former_identifiers') }}
select * from {{ ref('consents') }}
{%- if not scope_is_full() %}
where
    {{ is_among(["identifier_type", "identifier_value"], ref('int_scope__former_identifiers')) }}
{%- endif %}
