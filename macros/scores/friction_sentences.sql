{#- "70.0%" -#}
{% macro percent_text(share) -%}
    {{ number_text("100 * " ~ share, 1) }} || '%'
{%- endmacro %}

{#- An amount with its unit, as in "62.5 EUR". -#}
{% macro amount_text(amount, unit) -%}
    {{ number_text(amount, 2, trimmed=true) }} || coalesce(' ' || {{ unit }}, '')
{%- endmacro %}

{#- "95% interval 65.1 to 74.4%" in the scale of the numbers given, or "no interval". -#}
{% macro interval_text(low, high) -%}
    coalesce('95% interval ' || {{ low }} || ' to ' || {{ high }}, 'no interval')
{%- endmacro %}

{#- What a KPI costs, of a row of `int_scores__kpi_frictions`. -#}
{% macro kpi_friction_sentence() -%}
    '"' || kpi_name || '"'
    || case
        when segment_kind = 'all' then ''
        else ' in ' || replace(segment_kind, '_', ' ') || ' ' || segment
    end
    || ' costs ' || {{ number_text("opportunity", 1) }} || ' of 100 points: '
    || case
        when is_proportion
            then
                {{ number_text("successes", 0) }} || ' of ' || {{ number_text("denominator", 0) }}
                || ' (' || {{ percent_text("raw_value") }} || ', '
                || {{ interval_text(
                    number_text("100 * interval_low", 1), percent_text("interval_high")
                ) }}
                || ') against a target of '
                || {{ number_text("100 * target_value", 1, trimmed=true) }} || '%'
        else
            {{ amount_text("raw_value", "unit") }}
            || case
                when kind = 'count' then ' (a count, no interval)'
                else
                    ' (' || {{ number_text("sample_size", 0) }} || ' observations, '
                    || {{ interval_text(
                        number_text("interval_low", 2, trimmed=true),
                        number_text("interval_high", 2, trimmed=true)
                    ) }} || ')'
            end
            || ' against a target of ' || {{ amount_text("target_value", "unit") }}
    end
    || case when not is_significant then '; this may be chance.' else '.' end
{%- endmacro %}

{#- What a step costs a segment, of a row of `int_scores__step_frictions`. -#}
{% macro step_friction_sentence() -%}
    'Step "' || step_name || '" of "' || journey_name || '" loses '
    || {{ number_text("entries_lost", 1) }} || ' entries in '
    || replace(segment_kind, '_', ' ') || ' ' || segment || ': '
    || {{ number_text("entries_moving_on", 0) }} || ' of '
    || {{ number_text("entries_reaching", 0) }}
    || ' moved on (' || {{ percent_text("moving_on_rate") }} || ', '
    || {{ interval_text(number_text("100 * interval_low", 1), percent_text("interval_high")) }}
    || ') against ' || {{ percent_text("best_rate") }} || ' ('
    || {{ interval_text(number_text("100 * best_low", 1), percent_text("best_high")) }}
    || ') in ' || best_segment
    || case when not is_significant then '; this may be chance.' else '.' end
{%- endmacro %}
