{#- A query: one row for each of some properties, with what `property_text` reads of it. -#}
{% macro named_properties(properties) -%}
    select
        property,
        {{ property_address("property") }}
    from (
        {% for property in properties + [""] -%}
            select {{ quoted([property]) }} as property
            {{ "union all" if not loop.last }}
        {% endfor %}
    ) as named
    where property != ''
{%- endmacro %}
