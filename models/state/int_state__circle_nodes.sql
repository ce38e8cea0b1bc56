{#- Identifiers and messages, numbered. Identifiers have the numbers that identity gave them. -#}
with messages as (
    select distinct message_id
    from {{ ref('int_scope__events') }}
    where message_id is not null
),

last_identifier as (
    select coalesce(max(identifier_no), 0) as identifier_no
    from {{ ref('int_identity__identifiers') }}
)

select
    identifier_no as node_no,
    identifier_type,
    identifier_value,
    is_blocklisted
from {{ ref('int_identity__identifiers') }}

union all

select
    last_identifier.identifier_no
    + row_number() over (order by md5(messages.message_id), messages.message_id) as node_no,
    'message_id' as identifier_type,
    messages.message_id as identifier_value,
    false as is_blocklisted
from messages
cross join last_identifier
