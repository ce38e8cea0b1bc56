{{ config(materialized="view") }}

{#- What an endpoint says of whose it is, from its date on. One whose user id was taken away names
    nobody: it stays with whom it named last. Without an id its address stands for it. -#}
with endpoints as (
    select
        *,
        coalesce(endpoint_id, email, phone, push_token) as left_value,
        {{ pinpoint_leading_type() }} as left_type
    from {{ accepted_records_of("pinpoint", "endpoints") }} as endpoints
)

{%- for right_type in ["user_id", "email", "phone", "push_token"] %}

    select
        source,
        source_file,
        file_stamp,
        raw_entity,
        raw_text,
        false as is_malformed,
        left_type,
        left_value,
        '{{ right_type }}' as right_type,
        {{ right_type }} as right_value,
        changed_at as linked_at,
        has_changed_at as has_linked_at
    from endpoints
    where {{ right_type }} is not null and left_type != '{{ right_type }}'
    {{ "union all" if not loop.last }}
{%- endfor %}
