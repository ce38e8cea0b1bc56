{# The users of the circles that this run restates, as the run before left them; and those that a
    run which came to no end has written. #}
-- depends_on: {{ ref('int_scope__state') }}
-- depends_on: {{ ref('int_scope__touched_circles') }}
{%- set users, written = previous("int_state__circle_users"), previous("int_scope__users") %}
select circle_key as user_key
from {{ ref('int_scope__touched_circles') }}
where false
{%- if users is not none %}

union

select users.user_key
from {{ users }} as users
inner join {{ ref('int_scope__touched_circles') }} as circles
    on users.circle_key = circles.circle_key
{%- endif %}
{%- if written is not none %}

union

select written.user_key
from {{ written }} as written
inner join {{ ref('int_scope__state') }} as state on written.run_no = state.run_no
{%- endif %}
