{#- Identifiers of known types on any record, with what tombstones know them by. -#}
with identifiers as (
    select
        identifier_type,
        identifier_value
    from {{ ref('int_erasure__seen_bundle_identifiers') }}
    {%- for side in ["left", "right"] %}
        union
        select
            {{ side }}_type,
            {{ side }}_value
        from {{ ref('int_erasure__seen_identity_links') }}
    {%- endfor %}
    union
    select
        identifier_type,
        identifier_value
    from {{ ref('int_erasure__seen_consents') }}
    {%- for type in endpoint_identifiers() %}
        union
        select
            '{{ type }}' as identifier_type,
            {{ type }} as identifier_value
        from {{ ref('int_erasure__seen_endpoints') }}
    {%- endfor %}
)

select
    identifiers.identifier_type,
    identifiers.identifier_value,
    {{ erasure_hash("identifiers.identifier_value") }} as identifier_hash
from identifiers
inner join {{ ref('int_config__identifier_types') }} as known_types
    on identifiers.identifier_type = known_types.identifier_type
where identifiers.identifier_value is not null
