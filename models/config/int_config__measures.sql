{#- Measures that look for the same events share a filter: the number of the first of them. -#}
{{ config(materialized="table") }}

-- depends_on: {{ ref('int_config__violations') }}
with numbered as (
    select
        *,
        cast(dense_rank() over (order by measure_id) as integer) as measure_no,
        coalesce({{ parse_flag("opening") }}, false) as is_opening,
        case
            when kind in ('entries', 'conversions', 'completions', 'exits') then 'entry'
            when kind = 'sessions' then 'session'
            when kind = 'cost' then 'cost'
            else 'event'
        end as record_kind
    from {{ ref('measures') }}
),

typed as (
    select
        measure_no,
        measure_id,
        kind,
        record_kind,
        min(measure_no) over (
            partition by
                record_kind, event_name, property, operator, value, value_property, unit_property,
                scale
        ) as filter_no,
        event_name,
        {{ typed_condition_columns() }},
        property,
        value_property,
        {{ property_address("value_property", "value_") }},
        unit_property,
        {{ property_address("unit_property", "unit_") }},
        scale,
        {{ parse_decimal("scale") }} as scale_number,
        {{ property_address("scale", "scale_") }},
        coalesce(occurrence, 'every') as occurrence,
        journey_id,
        step_id,
        follows_measure,
        is_opening,
        coalesce({{ minutes_to_microseconds("after_minutes") }}, 0) as after_us,
        {{ minutes_to_microseconds("within_minutes") }} as within_us,
        coalesce(day_basis, '') as day_basis,
        coalesce(pick, 'first') as pick,
        coalesce(clock, 'elapsed') as clock,
        operator is null and value_property is null and unit_property is null as is_bare,
        -- users count by what each does, since a measure has the unit of the one that it follows
        kind = 'users' and unit_property is null as is_personal
    from numbered
)

select
    typed.*,
    followed.measure_no as follows_no,
    not typed.is_personal
    or typed.measure_id in (
        select followers.follows_measure from typed as followers
        where followers.follows_measure is not null and not followers.is_personal
    )
    or typed.measure_id in (
        select lifetime_models.purchase_measure from {{ ref('lifetime_models') }} as lifetime_models
        where lifetime_models.purchase_measure is not null
    ) as reads_everybody,
    typed.is_personal
    or typed.measure_id in (
        select followers.follows_measure from typed as followers
        where followers.follows_measure is not null and followers.is_personal
    ) as reads_restated,
    -- one event never counts twice, so where both may be one, the second is strictly later
    coalesce(
        typed.event_name = followed.event_name
        or typed.event_name is null
        or followed.event_name is null,
        false
    ) as is_strictly_later
from typed
left join typed as followed on typed.follows_measure = followed.measure_id
