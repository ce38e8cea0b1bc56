{{ config(materialized="view") }}

-- a profile of a user that another one has taken over
with orphans as (
    select
        *,
        {{ json_text("properties", "orphaned_by_id") }} as orphaned_by_id,
        {{ json_text("identifiers", "braze_id") }} as orphan_id
    from {{ sound_records_of("braze", "events") }} as accepted
    where event_name = 'users.UserOrphan'
)

select
    {{ derived_columns() }},
    'braze_id' as left_type,
    orphan_id as left_value,
    'braze_id' as right_type,
    orphaned_by_id as right_value,
    occurred_at as linked_at,
    true as has_linked_at
from orphans
where orphan_id != orphaned_by_id
