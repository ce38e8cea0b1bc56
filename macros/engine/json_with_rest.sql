{#- A JSON object (or null) together with what a record has beyond some keys, as text; where both
    have a key, the object's value stands, whole. Nulls of the record are left out. `unless` maps
    one of the keys to a condition on which it counts as rest all the same. -#}
{% macro json_with_rest(object, record, keys, unless={}) %}
    {{ return(adapter.dispatch("json_with_rest")(object, record, keys, unless)) }}
{% endmacro %}

{% macro duckdb__json_with_rest(object, record, keys, unless) -%}
    {%- set blanks = "' ' || chr(9) || chr(10) || chr(13)" -%}
    {%- set wanted = ["key not in ('" ~ keys | join("', '") ~ "')"] -%}
    {%- for key, condition in unless.items() -%}
        {%- do wanted.append("(key = '" ~ key ~ "' and " ~ condition ~ ")") -%}
    {%- endfor -%}
    {%- set rest_keys -%}
    list_filter(
        list_filter(json_keys({{ record }}), lambda key: {{ wanted | join(" or ") }}),
        lambda key: not coalesce(list_contains(json_keys({{ object }}), key), false)
    )
    {%- endset -%}
    {%- set rest -%}
    list_filter(
        list_transform({{ rest_keys }}, lambda key: concat(
            to_json(key),
            ':',
            {{ record }} -> ('/' || replace(replace(key, '~', '~0'), '/', '~1'))
        )),
        lambda member: not ends_with(member, ':null')
    )
    {%- endset -%}
    {%- set inside = "substr(left(trim(" ~ object ~ ", " ~ blanks ~ "), -1), 2)" -%}
    concat(
        '{',
        array_to_string(
            list_filter(
                list_append({{ rest }}, trim({{ inside }}, {{ blanks }})),
                lambda member: member != ''
            ),
            ','
        ),
        '}'
    )
{%- endmacro %}
