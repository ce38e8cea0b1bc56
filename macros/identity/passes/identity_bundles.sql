{% macro identity_bundles(events) -%}
select
    row_number() over (order by endpoint_id, anonymous_id, user_id, identifiers) as bundle_no,
    endpoint_id,
    anonymous_id,
    user_id,
    identifiers,
    min(occurred_at) as first_seen_at
from {{ events }}
group by endpoint_id, anonymous_id, user_id, identifiers
{%- endmacro %}
