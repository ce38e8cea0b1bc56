{#- Whether a record that is no event meets a measure's condition; `columns` are those that a
    condition may name. -#}
{% macro measure_condition(record, measure, columns) -%}
    {%- set actual -%}
        case {{ measure }}.property
            {%- for column in columns %}
            when '{{ column }}' then {{ record }}.{{ column }}
            {%- endfor %}
        end
    {%- endset -%}
    {{ condition_holds(actual, measure) }}
{%- endmacro %}

{#- What a condition on records that are no events may name. -#}
{% macro measurable_columns(record_kind) %}
    {{ return({
        "entry": ["channel", "platform", "segment"],
        "session": ["channel", "platform"],
        "cost": ["source", "channel", "campaign", "currency"],
    }[record_kind]) }}
{% endmacro %}
