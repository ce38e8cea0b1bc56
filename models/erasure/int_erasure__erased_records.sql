{#- Records of the erased: those that carry an identifier of theirs, and those that are theirs by
    time. Several of one file with one text are one row. -#}
with own as (
    select distinct
        tombstones.request_key,
        seen.identifier_type,
        seen.identifier_value
    from {{ ref('int_erasure__seen_identifiers') }} as seen
    inner join {{ ref('int_erasure__tombstones') }} as tombstones
        on
            seen.identifier_type = tombstones.identifier_type
            and seen.identifier_hash = tombstones.identifier_hash
    where tombstones.is_own
),

own_bundles as (
    select distinct
        own.request_key,
        members.bundle_no
    from {{ ref('int_erasure__seen_bundle_identifiers') }} as members
    inner join own
        on
            members.identifier_type = own.identifier_type
            and members.identifier_value = own.identifier_value
),

erased as (
    select
        own_bundles.request_key,
        events.source,
        'events' as entity,
        events.source_file,
        events.raw_text
    from {{ ref('int_erasure__seen_events') }} as events
    inner join {{ ref('int_erasure__seen_bundles') }} as bundles
        on {{ same_bundle("events", "bundles") }}
    inner join own_bundles on bundles.bundle_no = own_bundles.bundle_no
    {%- for entity, side in [
        ("identity_links", "left"), ("identity_links", "right"), ("consents", "identifier")
    ] %}
        union all

        select
            own.request_key,
            records.source,
            records.raw_entity as entity,
            records.source_file,
            records.raw_text
        from {{ ref("int_erasure__seen_" ~ entity) }} as records
        inner join own
            on
                records.{{ side }}_type = own.identifier_type
                and records.{{ side }}_value = own.identifier_value
    {%- endfor %}
    {%- for type in endpoint_identifiers() %}
        union all

        select
            own.request_key,
            records.source,
            'endpoints' as entity,
            records.source_file,
            records.raw_text
        from {{ ref('int_erasure__seen_endpoints') }} as records
        inner join own
            on own.identifier_type = '{{ type }}' and records.{{ type }} = own.identifier_value
    {%- endfor %}

    union all

    select
        request_key,
        source,
        entity,
        source_file,
        raw_text
    from {{ ref('int_erasure__malformed_records') }}

    union all

    select
        request_key,
        source,
        entity,
        source_file,
        raw_text
    from {{ ref('int_erasure__held_records') }}
)

select distinct * from erased
