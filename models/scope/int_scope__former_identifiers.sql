{#- The identifiers of the circles that this run restates, and those that it hears of; and those
    that a run which came to no end has restated. -#}
select
    identifier_type,
    identifier_value
from {{ ref('int_scope__touched_identifiers') }}

union

select
    members.identifier_type,
    members.identifier_value
from {{ rows_of_previous(
    "int_state__circles", ["identifier_type", "identifier_value", "circle_key"]
) }} as members
inner join {{ ref('int_scope__touched_circles') }} as circles
    on members.circle_key = circles.circle_key

union

select
    written.identifier_type,
    written.identifier_value
from {{ rows_of_previous(
    "int_scope__identifiers", [["run_no", "integer"], "identifier_type", "identifier_value"]
) }} as written
inner join {{ ref('int_scope__state') }} as state on written.run_no = state.run_no
