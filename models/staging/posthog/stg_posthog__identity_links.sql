{{ config(materialized="view") }}

{#- The events that join two ids, the type of the other one, and where it stands. An alias may be a
    device's or a user's. -#}
{%- set pairs = [
    ("$identify", "anonymous_id", "$anon_distinct_id"),
    ("$create_alias", "user_id", "alias"),
    ("$create_alias", "anonymous_id", "alias"),
    ("$merge_dangerously", "user_id", "alias"),
] -%}

with events as (
    select * from {{ sound_records_of("posthog", "events") }} as accepted
    where event_name in ('$identify', '$create_alias', '$merge_dangerously')
),

pairs as (
    {%- for event_name, other_type, path in pairs %}
        select
            events.*,
            '{{ other_type }}' as other_type,
            {{ blank_to_null(json_text("properties", path)) }} as other_id
        from events
        where event_name = '{{ event_name }}'
        {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    {{ derived_columns() }},
    other_type as left_type,
    other_id as left_value,
    case when user_id is not null then 'user_id' else 'anonymous_id' end as right_type,
    coalesce(user_id, anonymous_id) as right_value,
    occurred_at as linked_at,
    true as has_linked_at
from pairs
where other_id != coalesce(user_id, anonymous_id)
