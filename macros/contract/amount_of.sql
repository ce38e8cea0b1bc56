{#- SQL for an amount of money: the one that is given as text, else a price times a quantity, which is 1
    where there is none. What can't be read, or is too large, is null. -#}
{% macro amount_of(given, price, quantity) -%}
    {%- set product = parse_number(price) ~ " * coalesce(" ~ parse_number(quantity) ~ ", 1)" -%}
    coalesce(
        {{ parse_decimal(given) }},
        {{ parse_decimal("cast(" ~ product ~ " as " ~ dbt.type_string() ~ ")") }}
    )
{%- endmacro %}
