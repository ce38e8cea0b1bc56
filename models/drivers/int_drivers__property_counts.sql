{#- Channel, platform and segment of the entry, and the properties of its event that the var
    `driver_properties` names. An entry without a property counts as one without each value. -#}
with properties as (
    {{ named_properties(var("driver_properties")) }}
),

said as (
    {% for column in ["channel", "platform", "segment"] -%}
        select
            journey_id,
            is_converted,
            '{{ column }}' as property,
            {{ column }} as property_value
        from {{ ref('int_drivers__entries') }}

        union all
    {% endfor %}

    select
        entries.journey_id,
        entries.is_converted,
        properties.property,
        {{ property_text("events", "properties") }} as property_value
    from {{ ref('int_drivers__entries') }} as entries
    cross join properties
    inner join {{ ref('fct_events') }} as events
        on entries.entry_event_id = events.event_id
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
