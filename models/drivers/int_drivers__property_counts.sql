{#- Channel, platform and segment of the entry, and the properties of its event that the var
    `driver_properties` names. An entry without a property counts as one without each value. -#}
{%- set properties = var("driver_properties") -%}
with said as (
    {% for column in ["channel", "platform", "segment"] -%}
        select
            journey_id,
            is_converted,
            '{{ column }}' as property,
            {{ column }} as property_value
        from {{ ref('int_drivers__entries') }}
        {{ "union all" if not loop.last }}
    {% endfor %}
    {%- for property in properties %}
        union all

        select
            entries.journey_id,
            entries.is_converted,
            conditions.property,
            {{ property_text("events", "conditions") }} as property_value
        from {{ ref('int_drivers__entries') }} as entries
        inner join {{ ref('fct_events') }} as events
            on entries.entry_event_id = events.event_id
        cross join (
            {{ named_property(property) }}
        ) as conditions
    {% endfor %}
),

counted as (
    select
        journey_id,
        property,
        property_value,
        count(*) as entries_with,
        count(case when is_converted then 1 end) as converted_with
    from said
    where property_value is not null
    group by journey_id, property, property_value
)

select * from counted
qualify row_number() over (
    partition by journey_id, property order by entries_with desc, property_value asc
) <= {{ var("driver_max_values") | int }}
