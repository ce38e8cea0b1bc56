{#- Every event that a measure looks for, once per filter. Properties are read of events only whose
    name the filter has; filters without any read narrow columns. Users become numbers last, when
    the events that nobody looks for are gone. -#}
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
        from {{ ref('int_kpis__events') }} as events
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
        from {{ ref('int_kpis__events') }} as events
        inner join filters on {{ names_match }}
        where filters.is_bare
        {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    readings.filter_no,
    case
        when readings.is_user then cast(numbered.user_no as {{ dbt.type_string() }})
        else readings.unit_text
    end as unit_key,
    numbered.user_no,
    readings.occurred_at,
    readings.channel,
    readings.platform,
    readings.amount,
    readings.scale_top
from readings
inner join {{ ref('int_identity__user_numbers') }} as numbered
    on readings.user_key = numbered.user_key
where
    (readings.is_user or readings.unit_text is not null)
    and (readings.value_property is null or readings.amount is not null)
    and (readings.scale is null or readings.scale_top is not null)
    and {{ condition_holds("actual", "readings") }}
