{#- Blocked identifiers are on the events of people whom this run does not restate, too. -#}
-- depends_on: {{ ref('int_scope__state') }}
with sightings as (
    {%- for column in ["endpoint_id", "anonymous_id", "user_id"] %}
        select
            '{{ column }}' as identifier_type,
            {{ column }} as identifier_value,
            occurred_at as seen_at
        from {{ ref('events') }}
        union all
    {%- endfor %}
    select
        entries.key as identifier_type,
        entries.value as identifier_value,
        events.occurred_at as seen_at
    from {{ json_object_entries(
        "(select distinct identifiers from " ~ ref('events') ~ ")", "identifiers"
    ) }} as entries
    inner join {{ ref('events') }} as events on entries.identifiers = events.identifiers
    {%- for side in ["left", "right"] %}
        union all
        select
            {{ side }}_type as identifier_type,
            {{ side }}_value as identifier_value,
            coalesce(linked_at, {{ beginning_of_time() }}) as seen_at
        from {{ ref('identity_links') }}
    {%- endfor %}
)

select
    sightings.identifier_type,
    sightings.identifier_value,
    min(sightings.seen_at) as first_seen_at
from sightings
inner join {{ ref('int_config__identifier_blocklist') }} as blocklist
    on
        sightings.identifier_type = blocklist.identifier_type
        and sightings.identifier_value = blocklist.identifier_value
where not {{ scope_is_full() }}
group by sightings.identifier_type, sightings.identifier_value
