{{ config(materialized="kept", forgets="unresolved_erasures") }}

{#- Identifiers that were seen together, of whom requests may concern: seen together again they tell
    nothing new of who is who. -#}
-- depends_on: {{ ref('int_erasure__mode') }}
with concerned as (
    select distinct
        identifier_type,
        identifier_value
    from {{ ref('int_erasure__request_identifiers') }}
    where circle_no is not null
),

bundles as (
    select distinct members.bundle_no
    from {{ ref('int_erasure__bundle_identifiers') }} as members
    inner join concerned
        on
            members.identifier_type = concerned.identifier_type
            and members.identifier_value = concerned.identifier_value
),

texts as (
    select {{ bundle_text("members") }} as bundle_text
    from {{ ref('int_erasure__bundle_identifiers') }} as members
    inner join bundles on members.bundle_no = bundles.bundle_no
    group by members.bundle_no

    union

    select {{ link_text("links") }} as bundle_text
    from {{ ref('int_erasure__identity_links') }} as links
    inner join concerned
        on
            links.left_type = concerned.identifier_type
            and links.left_value = concerned.identifier_value
)

select {{ erasure_hash("bundle_text") }} as bundle_hash
from texts
where {{ "true" if erasure_mode() == "resolve" else "false" }}
