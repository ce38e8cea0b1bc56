{#- What KPIs are split by, each with the SQL of the segment and of which rows have one. -#}
{% macro kpi_segments() %}
    {{ return([
        {"kind": "all", "segment": "''", "where": "true"},
        {"kind": "channel", "segment": "coalesce(channel, '(none)')", "where": "true"},
        {"kind": "platform", "segment": "coalesce(platform, '(none)')", "where": "true"},
        {
            "kind": "journey_segment",
            "segment": "journey_segment",
            "where": "journey_segment is not null",
        },
    ]) }}
{% endmacro %}

{#- The columns by which one value of a measure or KPI differs from another. -#}
{% macro slice_names() %}
    {{ return(["period_kind", "period_start", "segment_kind", "segment"]) }}
{% endmacro %}

{#- These of a relation, for a select or a group by. -#}
{% macro slice_columns(relation) -%}
    {%- for column in slice_names() -%}
        {{ relation }}.{{ column }}{{ ",\n    " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- Whether two relations speak of the same period and segment. -#}
{% macro same_slice(left, right) -%}
    {%- for column in slice_names() -%}
        {{ left }}.{{ column }} = {{ right }}.{{ column }}{{ " and " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
