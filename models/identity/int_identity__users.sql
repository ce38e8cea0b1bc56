{#- The key is a hash of the leading identifier of what makes the user: a person's identifiers, an
    anonymous group's devices, or one guarded identifier that stands alone. -#}
with identifiers as (
    select
        case when guard_reason is null then component_no else identifier_no end as owner_no,
        guard_reason is not null as is_guarded,
        kind = 'device' as is_anonymous,
        identifier_type,
        identifier_value,
        priority,
        first_seen_at
    from {{ ref('int_identity__resolved_identifiers') }}
    where
        guard_reason is not null
        or kind != 'device'
        or group_state = 'anonymous'
)

select
    owner_no,
    md5({{ identifier_text("identifiers") }}) as user_key,
    identifier_type as leading_type,
    identifier_value as leading_value,
    is_guarded,
    is_anonymous or is_guarded as is_anonymous
from identifiers
qualify row_number() over (
    partition by owner_no
    order by priority, first_seen_at, identifier_value, identifier_type
) = 1
