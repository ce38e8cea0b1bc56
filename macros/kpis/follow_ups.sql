{#- Each followed unit with the event that follows it in time. A unit is mature when its time is
    over at as_of, whatever happened; one without an end, when it has begun. -#}
{% macro follow_ups(followed_units, matches) -%}
with clock as (
    select as_of from {{ ref('int_contract__as_of') }}
),

units as (
    select
        *,
        {{ never_as_time("until_at") }} as latest_at
    from {{ followed_units }}
),

-- `first_units` and `last_units` look ahead and back
first_units as (
    select * from units
    where pick = 'first'
),

last_units as (
    select * from units
    where pick = 'last'
),

followed as (
    select distinct
        filter_no,
        unit_key
    from {{ followed_units }}
),

-- few units are followed, and all of their matches are sorted
matches as (
    select distinct
        matches.filter_no,
        matches.unit_key,
        matches.occurred_at
    from {{ matches }} as matches
    inner join followed
        on matches.filter_no = followed.filter_no and matches.unit_key = followed.unit_key
),

paired as (
    {{ asof_joined(
        "first_units", "matches", ["filter_no", "unit_key"], "from_at", "occurred_at",
        [["occurred_at", "followed_at"]], "forward"
    ) }}

    union all

    {{ asof_joined(
        "last_units", "matches", ["filter_no", "unit_key"], "latest_at", "occurred_at",
        [["occurred_at", "followed_at"]]
    ) }}
)

select
    paired.measure_no,
    paired.unit_key,
    paired.user_no,
    paired.occurred_at,
    paired.channel,
    paired.platform,
    case
        when paired.followed_at between paired.from_at and paired.latest_at then paired.followed_at
    end as followed_at,
    paired.clock,
    coalesce(paired.until_at, paired.from_at) as matures_at,
    coalesce(paired.until_at, paired.from_at) <= clock.as_of as is_mature
from paired
cross join clock
{%- endmacro %}
