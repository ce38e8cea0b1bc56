{{ config(materialized="kept", forgets="restated_identifiers") }}

-- depends_on: {{ ref('int_scope__identifiers') }}
with members as (
    select
        nodes.identifier_type,
        nodes.identifier_value,
        nodes.is_blocklisted,
        holders.user_key,
        coalesce(components.component_no, nodes.node_no) as circle_no
    from {{ ref('int_state__circle_nodes') }} as nodes
    left join {{ ref('int_state__circle_components') }} as components
        on nodes.node_no = components.node_no
    left join {{ ref('int_identity__holders') }} as holders
        on nodes.node_no = holders.identifier_no and holders.makes_user
)

select
    identifier_type,
    identifier_value,
    is_blocklisted,
    user_key,
    md5(min({{ identifier_text("members") }}) over (partition by circle_no)) as circle_key
from members
