{#- The key of a score: of a journey (empty text for the whole customer journey) in a period and
    segment. -#}
{% macro score_id(score_journey, period_key, segment_kind, segment) -%}
    md5(
        {{ score_journey }} || '|' || {{ period_key }} || '|' || {{ segment_kind }}
        || '|' || {{ segment }}
    )
{%- endmacro %}
