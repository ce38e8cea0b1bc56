{# The identifiers of the circles that this run restates, and those that it hears of. #}
-- depends_on: {{ ref('int_scope__touched_circles') }}
{%- set members = previous("int_state__circles") %}
select
    identifier_type,
    identifier_value
from {{ ref('int_scope__touched_identifiers') }}
{%- if members is not none %}

union

select
    members.identifier_type,
    members.identifier_value
from {{ members }} as members
inner join {{ ref('int_scope__touched_circles') }} as circles
    on members.circle_key = circles.circle_key
{%- endif %}
