{#- Whether two relations carry the same identifiers as the source wrote them. -#}
{% macro same_bundle(left, right) -%}
    {%- for column in ["endpoint_id", "anonymous_id", "user_id", "identifiers"] %}
        {{ left }}.{{ column }} is not distinct from {{ right }}.{{ column }}
        {{- " and" if not loop.last }}
    {%- endfor %}
{%- endmacro %}
