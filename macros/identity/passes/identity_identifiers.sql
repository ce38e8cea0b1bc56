{#- The numbers follow a hash, so that a chain of links visits them in no order. -#}
{% macro identity_identifiers(area) -%}
with sightings as (
    select
        members.identifier_type,
        members.identifier_value,
        bundles.first_seen_at as seen_at
    from {{ ref(area ~ "__bundle_identifiers") }} as members
    inner join {{ ref(area ~ "__bundles") }} as bundles
        on members.bundle_no = bundles.bundle_no

    union all

    select
        left_type,
        left_value,
        coalesce(linked_at, {{ beginning_of_time() }}) as seen_at
    from {{ ref(identity_input(area, "identity_links")) }}

    union all

    select
        right_type,
        right_value,
        coalesce(linked_at, {{ beginning_of_time() }}) as seen_at
    from {{ ref(identity_input(area, "identity_links")) }}
    {%- if area == "int_identity" %}

    union all

    select
        identifier_type,
        identifier_value,
        first_seen_at as seen_at
    from {{ ref('int_identity__blocklisted_sightings') }}
    {%- endif %}
),

identifiers as (
    select
        identifier_type,
        identifier_value,
        min(seen_at) as first_seen_at
    from sightings
    group by identifier_type, identifier_value
)

select
    row_number() over (
        order by
            md5({{ identifier_text("identifiers") }}),
            identifiers.identifier_type,
            identifiers.identifier_value
    ) as identifier_no,
    identifiers.identifier_type,
    identifiers.identifier_value,
    known_types.kind,
    known_types.priority,
    known_types.max_persons,
    identifiers.first_seen_at,
    blocklist.identifier_value is not null as is_blocklisted
from identifiers
inner join {{ ref('int_config__identifier_types') }} as known_types
    on identifiers.identifier_type = known_types.identifier_type
left join {{ ref('int_config__identifier_blocklist') }} as blocklist
    on
        identifiers.identifier_type = blocklist.identifier_type
        and identifiers.identifier_value = blocklist.identifier_value
{%- endmacro %}
