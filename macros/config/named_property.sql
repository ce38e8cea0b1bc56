{#- A query: one row with what `property_text` reads, of a property that a var names. -#}
{% macro named_property(property) -%}
    select
        property,
        {{ typed_property_columns() }}
    from (select {{ quoted([property]) }} as property) as named
{%- endmacro %}
