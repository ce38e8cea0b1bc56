{#- Of an event's identifiers those of a known type count, each once. -#}
{% macro identity_bundle_identifiers(bundles) -%}
with bundles as (
    select * from {{ bundles }}
),

types as (
    select * from {{ ref('int_config__identifier_types') }}
),

carried as (
    {%- for column in ["endpoint_id", "anonymous_id", "user_id"] %}
        select
            bundle_no,
            '{{ column }}' as identifier_type,
            {{ column }} as identifier_value
        from bundles
        union all
    {%- endfor %}
    select
        bundles.bundle_no,
        entries.key,
        entries.value
    from {{ json_object_entries("(select distinct identifiers from bundles)", "identifiers") }}
        as entries
    inner join bundles on entries.identifiers = bundles.identifiers
)

select distinct
    carried.bundle_no,
    carried.identifier_type,
    carried.identifier_value
from carried
inner join types on carried.identifier_type = types.identifier_type
where not {{ is_blank("carried.identifier_value") }}
{%- endmacro %}
