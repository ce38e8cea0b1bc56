{{ config(materialized="view") }}

{#- What an alias says: its previous id may be another user id or an anonymous one, so that both are
    linked. -#}
with aliases as (
    select
        *,
        {{ blank_to_null(json_text("properties", "previousId")) }} as previous_id
    from {{ sound_records_of("segment", "events") }} as events
    where event_name = 'alias' and {{ json_text("properties", "type") }} = 'alias'
)

{%- for left_type in ["user_id", "anonymous_id"] %}
    select
        {{ derived_columns() }},
        '{{ left_type }}' as left_type,
        previous_id as left_value,
        'user_id' as right_type,
        user_id as right_value,
        occurred_at as linked_at,
        true as has_linked_at
    from aliases
    where previous_id is not null and user_id is not null
    {{ "union all" if not loop.last }}
{%- endfor %}
