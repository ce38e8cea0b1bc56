{#- Blocked identifiers are on the events of people whom this run does not restate, too. A run that
    restates nobody has no use for them: whoever it names, it restates. -#}
-- depends_on: {{ ref('int_scope__state') }}
with sightings as (
    select
        identifier_type,
        identifier_value,
        occurred_at as seen_at
    from {{ ref('int_identity__blocklisted_events') }}
    {%- for side in ["left", "right"] %}
        union all
        select
            links.{{ side }}_type as identifier_type,
            links.{{ side }}_value as identifier_value,
            coalesce(links.linked_at, {{ beginning_of_time() }}) as seen_at
        from {{ ref('identity_links') }} as links
        inner join {{ ref('int_config__identifier_blocklist') }} as blocklist
            on
                links.{{ side }}_type = blocklist.identifier_type
                and links.{{ side }}_value = blocklist.identifier_value
    {%- endfor %}
)

select
    identifier_type,
    identifier_value,
    min(seen_at) as first_seen_at
from sightings
where
    not {{ scope_is_full() }}
    and {{ is_among(
        ["identifier_type", "identifier_value"], ref('int_scope__former_identifiers')
    ) }}
group by identifier_type, identifier_value
