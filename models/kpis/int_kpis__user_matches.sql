{{ config(materialized="kept", forgets="restated_users") }}

{#- Every event that a measure looks for, once per filter. Properties are read of events only whose
    name the filter has; filters without any read narrow columns. -#}
-- depends_on: {{ ref('int_scope__users') }}
with filters as (
    select * from {{ ref('int_config__measures') }}
    where record_kind = 'event' and measure_no = filter_no
),

readings as (
    {%- for names_match in [
        "events.event_name = filters.event_name", "filters.event_name is null",
    ] %}
        select
            filters.filter_no,
            filters.operator,
            filters.expected,
            filters.accepted_values,
            filters.expected_number,
            filters.value_property,
            filters.scale,
            {{ property_text("events", "filters") }} as actual,
            filters.unit_property is null as is_user,
            case
                when filters.unit_property is not null
                    then {{ property_text("events", "filters", "unit_") }}
            end as unit_text,
            events.user_key,
            events.occurred_at,
            events.channel,
            events.platform,
            {{ parse_decimal(property_text("events", "filters", "value_")) }} as amount,
            coalesce(
                filters.scale_number,
                {{ parse_decimal(property_text("events", "filters", "scale_")) }}
            ) as scale_top
        from {{ ref('int_journeys__events') }} as events
        inner join filters on {{ names_match }}
        where not filters.is_bare and {{ may_hold("events", "filters") }}

        union all
    {%- endfor %}
    {%- for names_match in [
        "events.event_name = filters.event_name", "filters.event_name is null",
    ] %}
        select
            filters.filter_no,
            filters.operator,
            filters.expected,
            filters.accepted_values,
            filters.expected_number,
            filters.value_property,
            filters.scale,
            cast(null as {{ dbt.type_string() }}) as actual,
            true as is_user,
            cast(null as {{ dbt.type_string() }}) as unit_text,
            events.user_key,
            events.occurred_at,
            events.channel,
            events.platform,
            cast(null as decimal(28, 6)) as amount,
            cast(null as decimal(28, 6)) as scale_top
        from {{ ref('int_journeys__events') }} as events
        inner join filters on {{ names_match }}
        where filters.is_bare
        {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    filter_no,
    user_key,
    unit_text,
    occurred_at,
    channel,
    platform,
    amount,
    scale_top
from readings
where
    (is_user or unit_text is not null)
    and (value_property is null or amount is not null)
    and (scale is null or scale_top is not null)
    and {{ condition_holds("actual", "readings") }}
