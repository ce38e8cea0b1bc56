{#- Circles with a record that names several persons: whose it is depends on when each was first
    seen. -#}
with owners as (
    select
        members.bundle_no,
        identifiers.identifier_no,
        identifiers.owner_no
    from {{ ref('int_erasure__bundle_identifiers') }} as members
    inner join {{ ref('int_erasure__resolved_identifiers') }} as identifiers
        on
            members.identifier_type = identifiers.identifier_type
            and members.identifier_value = identifiers.identifier_value
    where identifiers.kind != 'device' and identifiers.guard_reason is null
),

entangled as (
    select min(identifier_no) as identifier_no
    from owners
    group by bundle_no
    having count(distinct owner_no) > 1
)

select distinct coalesce(circles.component_no, entangled.identifier_no) as circle_no
from entangled
left join {{ ref('int_erasure__circles') }} as circles
    on entangled.identifier_no = circles.node_no
