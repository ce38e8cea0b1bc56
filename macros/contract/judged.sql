{#- Staged rows with the first reason to reject each, and whether an accepted one repeats another:
    rows that agree in all `columns` are duplicates of each other, across sources too. A row that is
    derived from a record of another entity is none that could be rejected: the record ends where it
    is, and what it says counts if it is accepted. -#}
{% macro judged(entity, columns) -%}
with {{ reasoned(entity) }}

select
    reasoned.*,
    rejection_reason is null
    and row_number() over (
        partition by rejection_reason, {{ columns | join(", ") }}
        order by source, source_file, raw_text
    ) > 1 as is_duplicate
from reasoned
where
    raw_entity = '{{ entity }}'
    {%- if entity in var("derived") %}
    or (
        rejection_reason is null
        and not (
            raw_entity = 'events'
            and {{ is_among(
                ["source", "source_file", "raw_text"], ref("int_contract__superseded_records")
            ) }}
        )
    )
    {%- endif %}
{%- endmacro %}

{#- The CTE `reasoned`: staged rows, each with the first reason that holds to reject it. -#}
{% macro reasoned(entity) -%}
staged as (
    {{ staged(entity) }}
),

reasoned as (
    select
        staged.*,
        case
            when raw_text = {{ erased_text() }} then 'erased'
            {%- for reason, holds in reasons_to_reject(entity).items() %}
            when {{ holds }} then '{{ reason }}'
            {%- endfor %}
        end as rejection_reason
    from staged
)
{%- endmacro %}

{#- The reasons to reject a row of an entity and the condition of each, in the order in which they
    apply; events have reasons of their own. -#}
{% macro reasons_to_reject(entity) %}
    {%- set malformed = {"malformed": "is_malformed"} -%}
    {%- if entity == "identity_links" -%}
        {{ return(dict(
            malformed,
            missing_identifier=is_unknown_identifier("left_type", "left_value") ~ " or "
                ~ is_unknown_identifier("right_type", "right_value"),
            invalid_timestamp="has_linked_at and linked_at is null",
        )) }}
    {%- elif entity == "consents" -%}
        {{ return(dict(
            malformed,
            missing_identifier=is_unknown_identifier("identifier_type", "identifier_value"),
            invalid_timestamp="changed_at is null",
        )) }}
    {%- elif entity == "erasure_requests" -%}
        {{ return(dict(
            malformed,
            missing_identifier=is_unknown_identifier("identifier_type", "identifier_hash"),
            invalid_timestamp="requested_at is null",
        )) }}
    {%- elif entity == "endpoints" -%}
        {{ return(dict(
            malformed,
            missing_identifier="coalesce(endpoint_id, email, phone, push_token) is null",
            invalid_timestamp="has_changed_at and changed_at is null",
        )) }}
    {%- elif entity == "costs" -%}
        {{ return(dict(malformed, invalid_timestamp="cost_date is null")) }}
    {%- endif -%}
{% endmacro %}

{#- Whether an identifier's type is none that the seed lists, or its value is missing. -#}
{% macro is_unknown_identifier(type, value) -%}
    {{ value }} is null
            or coalesce({{ type }}, '') not in (
                select identifier_type from {{ ref("int_config__identifier_types") }}
            )
{%- endmacro %}

{#- The types of identifiers that a record of an endpoint may carry, each a column. -#}
{% macro endpoint_identifiers() %}
    {{ return(["endpoint_id", "user_id", "email", "phone", "push_token"]) }}
{% endmacro %}
