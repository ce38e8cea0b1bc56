{#- Whatever may have an effect on each other in identity or in journeys: identifiers of one record,
    of one link, and those that one message ties together. Guards do not cut here, since what is
    guarded depends on who is linked. -#}
with nodes as (
    select * from {{ ref('int_state__circle_nodes') }}
    where not is_blocklisted
),

members as (
    select
        bundles.bundle_no,
        nodes.node_no
    from {{ ref('int_identity__bundle_identifiers') }} as bundles
    inner join nodes
        on
            bundles.identifier_type = nodes.identifier_type
            and bundles.identifier_value = nodes.identifier_value
),

from_records as (
    select
        min(node_no) over (partition by bundle_no) as left_no,
        node_no as right_no
    from members
),

links as (
    {%- for column in ["endpoint_id", "anonymous_id", "user_id"] %}
        select distinct
            'message_id' as left_type,
            message_id as left_value,
            '{{ column }}' as right_type,
            {{ column }} as right_value
        from {{ ref('int_scope__events') }}
        where message_id is not null and {{ column }} is not null
        union all
    {%- endfor %}
    select distinct
        'message_id' as left_type,
        entries.message_id as left_value,
        entries.key as right_type,
        entries.value as right_value
    from (
        select
            carriers.message_id,
            carried.key,
            carried.value
        from {{ ref('int_scope__events') }} as carriers
        inner join {{ json_object_entries(
            "(select distinct identifiers from " ~ ref('int_scope__events')
            ~ " where message_id is not null)", "identifiers"
        ) }} as carried
            on carriers.identifiers = carried.identifiers
        where carriers.message_id is not null
    ) as entries
    union all
    select
        left_type,
        left_value,
        right_type,
        right_value
    from {{ ref('int_scope__identity_links') }}
)

select
    left_no,
    right_no
from from_records

union

select
    left_nodes.node_no as left_no,
    right_nodes.node_no as right_no
from links
inner join nodes as left_nodes
    on
        links.left_type = left_nodes.identifier_type
        and links.left_value = left_nodes.identifier_value
inner join nodes as right_nodes
    on
        links.right_type = right_nodes.identifier_type
        and links.right_value = right_nodes.identifier_value
