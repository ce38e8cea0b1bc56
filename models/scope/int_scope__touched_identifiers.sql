{#- Identifiers of whom this run knows something new, which no rejected record tells. A message
    counts as one: what became of it belongs to whoever it was sent to. -#}
-- depends_on: {{ ref('int_scope__state') }}
with events as (
    select
        records.endpoint_id,
        records.anonymous_id,
        records.user_id,
        records.identifiers,
        records.message_id
    from {{ ref('int_contract__reasoned_events') }} as records
    inner join {{ ref('int_scope__changed_events') }} as changed
        on records.event_id = changed.event_id
    where records.rejection_reason is null
),

pending as (
    select * from {{ ref('int_scope__pending_files') }}
),

touched as (
    {%- for column in ["endpoint_id", "anonymous_id", "user_id", "message_id"] %}
        select
            'new_event' as cause,
            '{{ column }}' as identifier_type,
            {{ column }} as identifier_value
        from events
        union all
    {%- endfor %}
    select
        'new_event' as cause,
        entries.key as identifier_type,
        entries.value as identifier_value
    from {{ json_object_entries("(select distinct identifiers from events)", "identifiers") }}
        as entries
    {%- for side in ["left", "right"] %}
        union all
        select
            'new_link' as cause,
            links.{{ side }}_type as identifier_type,
            links.{{ side }}_value as identifier_value
        from {{ ref('int_contract__judged_identity_links') }} as links
        inner join pending
            on
                links.source = pending.source
                and links.source_file = pending.source_file
                and links.raw_entity = pending.entity
        where links.rejection_reason is null
    {%- endfor %}
    union all
    select
        'new_consent' as cause,
        consents.identifier_type,
        consents.identifier_value
    from {{ ref('int_contract__judged_consents') }} as consents
    inner join pending
        on
            consents.source = pending.source
            and consents.source_file = pending.source_file
            and consents.raw_entity = pending.entity
    where consents.rejection_reason is null
)

select distinct
    cause,
    identifier_type,
    identifier_value
from touched
where identifier_value is not null and not {{ scope_is_full() }}
