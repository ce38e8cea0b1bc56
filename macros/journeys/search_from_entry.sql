{#- From when on a conversion or exit is looked for; null where the journey has no rule for it. -#}
{% macro search_from_entry(end_signals) -%}
    case
            when {{ end_signals }}.overlaps_entry
                then {{ add_microseconds("reached.reached_at", 1) }}
            when {{ end_signals }}.signal_no is not null then reached.reached_at
        end
{%- endmacro %}
