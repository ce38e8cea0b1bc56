{#- Who the events of a bundle belong to: the person that it names; else the owner of its devices,
    at all times or (`group_no`) by the time of the event; else a user of its own. -#}
{% macro identity_bundle_owners(area) -%}
with members as (
    select
        bundles.bundle_no,
        identifiers.*,
        case
            when identifiers.guard_reason is not null then 3
            when identifiers.kind = 'device' then 2
            else 1
        end as standing
    from {{ ref(area ~ "__bundle_identifiers") }} as bundles
    inner join {{ ref(area ~ "__resolved_identifiers") }} as identifiers
        on
            bundles.identifier_type = identifiers.identifier_type
            and bundles.identifier_value = identifiers.identifier_value
),

groups as (
    select
        bundle_no,
        max(component_no) as group_no
    from members
    where standing = 2
    group by bundle_no
),

leaders as (
    select
        bundle_no,
        standing,
        owner_no
    from members
    qualify row_number() over (
        partition by bundle_no
        order by standing, priority, first_seen_at, identifier_value, identifier_type
    ) = 1
)

select
    bundles.bundle_no,
    bundles.endpoint_id,
    bundles.anonymous_id,
    bundles.user_id,
    bundles.identifiers,
    leaders.owner_no,
    leaders.standing = 1 as names_a_person,
    groups.group_no
from {{ ref(area ~ "__bundles") }} as bundles
inner join leaders on bundles.bundle_no = leaders.bundle_no
left join groups on bundles.bundle_no = groups.bundle_no
{%- endmacro %}
