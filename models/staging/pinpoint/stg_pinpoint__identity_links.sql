{{ config(materialized="view") }}

{#- What an endpoint says of whose it is, from its date on. One whose user id was taken away names
    nobody: it stays with whom it named last. Without an id its address stands for it. -#}
with endpoints as (
    select
        *,
        coalesce(endpoint_id, email, phone, push_token) as left_value,
        case
            when endpoint_id is not null then 'endpoint_id'
            when email is not null then 'email'
            when phone is not null then 'phone'
            else 'push_token'
        end as left_type
    from {{ judged_relation("endpoints") }}
    where source = 'pinpoint' and rejection_reason is null and not is_duplicate
)

{%- for right_type in ["user_id", "email", "phone", "push_token"] %}

    select
        source,
        source_file,
        file_stamp,
        'endpoints' as raw_entity,
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
