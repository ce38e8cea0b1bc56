{{ config(materialized="scoped") }}

{#- What is known, beside events, of everybody whom this run restates. -#}
-- depends_on: {{ ref('int_scope__state') }}
-- depends_on: {{ ref('int_scope__former_identifiers') }}
select * from {{ ref('identity_links') }}
{%- if not scope_is_full() %}
where
    {%- for side in ["left", "right"] %}
        {{ is_among(
            [side ~ "_type", side ~ "_value"],
            "(select identifier_type as " ~ side ~ "_type, identifier_value as " ~ side ~ "_value from "
            ~ ref('int_scope__former_identifiers') ~ ")"
        ) }}
        {{ "or" if not loop.last }}
    {%- endfor %}
{%- endif %}
