{#- The first event ever of each unit, for the filters where that alone counts. Of several at one
    instant the least by its columns stands: which one makes no other difference. `reads` is the
    column of measures that says whose matches there are. -#}
{% macro first_matches(matches, reads) -%}
with filters as (
    select distinct filter_no
    from {{ ref('int_config__measures') }}
    where record_kind = 'event' and occurrence = 'first' and {{ reads }}
),

matches as (
    select matches.*
    from {{ matches }} as matches
    inner join filters on matches.filter_no = filters.filter_no
),

firsts as (
    select
        filter_no,
        unit_key,
        min(occurred_at) as occurred_at
    from matches
    group by filter_no, unit_key
)

select matches.*
from matches
inner join firsts
    on
        matches.filter_no = firsts.filter_no
        and matches.unit_key = firsts.unit_key
        and matches.occurred_at = firsts.occurred_at
qualify row_number() over (
    partition by matches.filter_no, matches.unit_key
    order by
        matches.user_no, matches.channel, matches.platform, matches.amount, matches.scale_top
) = 1
{%- endmacro %}
