{#- The members of a JSON object, without its braces, of an array of key and value as Google Analytics
    writes one: the value is an object of which one of string_value, int_value, float_value and
    double_value says something. Empty for none, and where the text is no such array. -#}
{% macro json_members_of_pairs(text) %}
    {{ return(adapter.dispatch("json_members_of_pairs")(text)) }}
{% endmacro %}

{% macro duckdb__json_members_of_pairs(text) -%}
    coalesce(array_to_string(list_transform(
            from_json(
                try_cast({{ text }} as json),
                '[{"key":"VARCHAR","value":{"string_value":"VARCHAR","int_value":"VARCHAR",'
                || '"float_value":"VARCHAR","double_value":"VARCHAR"}}]'
            ),
            lambda pair: concat(to_json(pair.key), ':', coalesce(
                to_json(pair.value.string_value),
                to_json({{ parse_integer("pair.value.int_value") }}),
                to_json({{ parse_number("coalesce(pair.value.double_value, pair.value.float_value)") }}),
                'null'
            ))
        ), ','), '')
{%- endmacro %}
