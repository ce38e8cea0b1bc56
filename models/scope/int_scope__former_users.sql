{#- The users of the circles that this run restates, as the run before left them; and those that a
    run which came to no end has written. -#}
select circle_users.user_key
from {{ rows_of_previous("int_state__circle_users", ["user_key", "circle_key"]) }} as circle_users
inner join {{ ref('int_scope__touched_circles') }} as circles
    on circle_users.circle_key = circles.circle_key

union

select written.user_key
from {{ rows_of_previous("int_scope__users", [["run_no", "integer"], "user_key"]) }} as written
inner join {{ ref('int_scope__state') }} as state on written.run_no = state.run_no
