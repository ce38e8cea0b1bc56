{#- The columns by which totals of users differ. -#}
{% macro total_columns() %}
    {{ return(["measure_no"] + slice_names()) }}
{% endmacro %}

{#- What is true of a cell, as bits of one number: one aggregate in place of four. -#}
{% macro cell_bits(is_hit, is_mature) -%}
    case when {{ is_hit }} then 1 else 0 end
    + case when {{ is_mature }} then 2 else 0 end
    + case when {{ is_mature }} and {{ is_hit }} then 4 else 0 end
    + case when not {{ is_mature }} then 8 else 0 end
{%- endmacro %}

{#- Users do not add up: each counts once in a period and segment, whatever it did there. Cells of
    users (sign, measure_no, observed_on, channel, platform, counted_user, bits) are counted once by
    each sign, and by it. -#}
{% macro user_counts(cells) -%}
with cells as (
    select cells.*
    from {{ cells }} as cells
    inner join {{ ref('int_config__measures') }} as measures
        on cells.measure_no = measures.measure_no
    where not measures.is_opening
)

{%- for period in kpi_periods() %}
    {%- for segment in kpi_segments() if segment.kind != "journey_segment" %}
        select
            measure_no,
            '{{ period }}' as period_kind,
            period_start,
            '{{ segment.kind }}' as segment_kind,
            segment,
            cast(sum(sign) as bigint) as unit_count,
            {%- for name, bit in [
                ("hit", 1), ("mature", 2), ("mature_hit", 4), ("immature", 8),
            ] %}
            cast(coalesce(sum(case when bits & {{ bit }} != 0 then sign end), 0) as bigint)
                as {{ name }}_count{{ "," if not loop.last }}
            {%- endfor %}
        from (
            select
                sign,
                measure_no,
                {{ period_start(period, "observed_on") }} as period_start,
                {{ segment.segment }} as segment,
                counted_user,
                bit_or(bits) as bits
            from cells
            group by 1, 2, 3, 4, 5
        ) as users_of_slice
        group by 1, 3, 5
        {{ "union all" if not loop.last }}
    {%- endfor %}
    {{ "union all" if not loop.last }}
{%- endfor %}
{%- endmacro %}
