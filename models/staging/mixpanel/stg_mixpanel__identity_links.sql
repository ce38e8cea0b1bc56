{{ config(materialized="view") }}

{#- The events that join two ids, with the type of each; without one, what the id says. An alias may
    be that of a device or of a user, and `$identify` tells the id that Mixpanel goes by, too. -#}
{%- set pairs = [
    ("$identify", "$identified_id", none, "$anon_id", "anonymous_id"),
    ("$identify", "$identified_id", none, "distinct_id", none),
    ("$create_alias", "distinct_id", none, "alias", none),
    ("$create_alias", "distinct_id", "anonymous_id", "alias", none),
    ("$merge", "$distinct_ids.0", none, "$distinct_ids.1", none),
] -%}

with events as (
    select * from {{ sound_records_of("mixpanel", "events") }} as accepted
    where event_name in ('$identify', '$create_alias', '$merge')
),

pairs as (
    {%- for event_name, left_path, left_type, right_path, right_type in pairs %}
        select
            events.*,
            {{ blank_to_null(json_text("properties", left_path)) }} as left_id,
            {{ blank_to_null(json_text("properties", right_path)) }} as right_id,
            {{ dbt.string_literal(left_type) if left_type else "null" }} as known_left_type,
            {{ dbt.string_literal(right_type) if right_type else "null" }} as known_right_type
        from events
        where event_name = '{{ event_name }}'
        {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    {{ derived_columns() }},
    {%- for side in ["left", "right"] %}
        coalesce(
            known_{{ side }}_type,
            case when starts_with({{ side }}_id, '$device:') then 'anonymous_id' else 'user_id' end
        ) as {{ side }}_type,
        replace({{ side }}_id, '$device:', '') as {{ side }}_value,
    {%- endfor %}
    occurred_at as linked_at,
    true as has_linked_at
from pairs
where left_id != right_id
