{#- The units of followed measures, each once per measure that follows, with the time in which an
    event of that one counts: exact minutes, whole 24-hour days or calendar days after it. `of` is a
    condition on `measures`, those that follow. -#}
{% macro followed_units(units, of) -%}
{% set day_us = 86400000000 -%}
{%- set date = reporting_date("occurred_at") -%}
with units as (
    select
        measures.measure_no,
        measures.filter_no,
        measures.pick,
        measures.clock,
        measures.day_basis,
        measures.after_us,
        measures.within_us,
        case
            when measures.is_strictly_later
                then {{ add_microseconds("units.occurred_at", "1") }}
            else units.occurred_at
        end as earliest_at,
        units.unit_key,
        units.user_no,
        units.occurred_at,
        units.channel,
        units.platform
    from {{ units }} as units
    inner join {{ ref('int_config__measures') }} as measures
        on units.measure_no = measures.follows_no
    where not measures.is_opening and {{ of }}
)

select
    measure_no,
    filter_no,
    pick,
    clock,
    unit_key,
    user_no,
    occurred_at,
    channel,
    platform,
    greatest(earliest_at, case day_basis
        when 'elapsed' then {{ add_microseconds(
            "occurred_at", "cast(ceil(after_us / " ~ day_us ~ ") as bigint) * " ~ day_us
        ) }}
        when 'calendar' then {{ reporting_day_start(
            dbt.dateadd("day", "cast(ceil(after_us / " ~ day_us ~ ") as integer)", date)
        ) }}
        else {{ add_microseconds("occurred_at", "after_us") }}
    end) as from_at,
    case day_basis
        when 'elapsed' then {{ add_microseconds(
            "occurred_at", "cast(floor(within_us / " ~ day_us ~ ") + 1 as bigint) * " ~ day_us
            ~ " - 1"
        ) }}
        when 'calendar' then {{ add_microseconds(reporting_day_start(
            dbt.dateadd("day", "cast(floor(within_us / " ~ day_us ~ ") + 1 as integer)", date)
        ), "-1") }}
        else {{ add_microseconds("occurred_at", "within_us") }}
    end as until_at
from units
{%- endmacro %}
