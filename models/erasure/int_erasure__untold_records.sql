{#- New records that only the records of the erased could tell where they end: they tie somebody who
    has to do with an erasure to something new, or change who holds a shared device. -#}
-- depends_on: {{ ref('int_erasure__mode') }}
with concerned as (
    select
        seen.identifier_type,
        seen.identifier_value,
        bool_or(tombstones.is_contested) as is_contested
    from {{ ref('int_erasure__seen_identifiers') }} as seen
    inner join {{ ref('int_erasure__tombstones') }} as tombstones
        on
            seen.identifier_type = tombstones.identifier_type
            and seen.identifier_hash = tombstones.identifier_hash
    group by seen.identifier_type, seen.identifier_value
),

bundles as (
    select
        members.bundle_no,
        count(*) as identifier_count,
        {{ erasure_hash(bundle_text("members")) }} as bundle_hash,
        coalesce(bool_or(concerned.is_contested), false) as is_contested
    from {{ ref('int_erasure__seen_bundle_identifiers') }} as members
    left join concerned
        on
            members.identifier_type = concerned.identifier_type
            and members.identifier_value = concerned.identifier_value
    group by members.bundle_no
    having count(concerned.identifier_type) > 0
),

records as (
    select
        'events' as entity,
        met_bundles.bundle_hash,
        met_bundles.is_contested,
        events.rejection_reason is null and met_bundles.identifier_count > 1 as is_tie
    from {{ ref('int_erasure__seen_events') }} as events
    inner join {{ ref('int_erasure__seen_bundles') }} as bundles
        on {{ same_bundle("events", "bundles") }}
    inner join bundles as met_bundles on bundles.bundle_no = met_bundles.bundle_no
    {%- for side in ["left", "right"] %}
        union all

        select
            links.raw_entity as entity,
            {{ erasure_hash(link_text("links")) }} as bundle_hash,
            concerned.is_contested,
            true as is_tie
        from {{ ref('int_erasure__seen_identity_links') }} as links
        inner join concerned
            on
                links.{{ side }}_type = concerned.identifier_type
                and links.{{ side }}_value = concerned.identifier_value
        where links.rejection_reason is null
    {%- endfor %}

    union all

    select
        consents.raw_entity as entity,
        cast(null as {{ dbt.type_string() }}) as bundle_hash,
        concerned.is_contested,
        false as is_tie
    from {{ ref('int_erasure__seen_consents') }} as consents
    inner join concerned
        on
            consents.identifier_type = concerned.identifier_type
            and consents.identifier_value = concerned.identifier_value
)

select
    this_run.run_no,
    records.entity,
    count(*) as record_count
from records
cross join {{ ref('int_erasure__mode') }} as this_run
left join {{ ref('int_erasure__known_bundles') }} as known
    on records.bundle_hash = known.bundle_hash
where
    this_run.erasure_mode = 'recognize'
    and (records.is_contested or (records.is_tie and known.bundle_hash is null))
group by this_run.run_no, records.entity
