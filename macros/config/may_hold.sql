{#- A cheap test that must pass before a condition on a key of `properties` is worth reading JSON
    for: an operator that asks for the property finds its key in the text. -#}
{% macro may_hold(event, condition) -%}
    (
        {{ condition }}.property_hint is null
        or {{ text_contains(event ~ ".properties", condition ~ ".property_hint") }}
        or {{ text_contains(event ~ ".properties", "'\\u'") }}
    )
{%- endmacro %}
