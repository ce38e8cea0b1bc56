{{ config(materialized="view") }}

{#- What an endpoint says of whose it is, from its date on: its id and its user are linked with each
    other and with its address. One whose user id was taken away names nobody: it stays with whom it
    named last. -#}
{%- set pairs = [
    ["endpoint_id", "user_id"],
    ["endpoint_id", "email"],
    ["endpoint_id", "phone"],
    ["endpoint_id", "push_token"],
    ["user_id", "email"],
    ["user_id", "phone"],
    ["user_id", "push_token"],
] -%}
with endpoints as (
    select * from {{ sound_records_of("pinpoint", "endpoints") }} as endpoints
)

{%- for left_type, right_type in pairs %}

    select
        {{ derived_columns() }},
        '{{ left_type }}' as left_type,
        {{ left_type }} as left_value,
        '{{ right_type }}' as right_type,
        {{ right_type }} as right_value,
        changed_at as linked_at,
        has_changed_at as has_linked_at
    from endpoints
    where {{ left_type }} is not null and {{ right_type }} is not null
    {{ "union all" if not loop.last }}
{%- endfor %}
