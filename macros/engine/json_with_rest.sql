{#- A JSON object (or null) together with what a record has beyond some keys, as text; where both
    have a key, the object's value stands, whole. Nulls of the record are left out. `unless` maps
    one of the keys to a condition on which it counts as rest all the same. -#}
{% macro json_with_rest(object, record, keys, unless={}) %}
    {{ return(adapter.dispatch("json_with_rest")(object, record, keys, unless)) }}
{% endmacro %}

{#- What is not rest is taken away by merging nulls into the record. -#}
{% macro duckdb__json_with_rest(object, record, keys, unless) -%}
    {%- set always = [] -%}
    {%- for key in keys if key not in unless -%}{%- do always.append(key) -%}{%- endfor -%}
    {%- set used -%}
    '{"{{ always | join('":null,"') }}":null'
            {%- for key, condition in unless.items() %}
            || case when {{ condition }} then '' else ',"{{ key }}":null' end
            {%- endfor %}
            || case
                when list_has_any(json_keys({{ object }}), json_keys({{ record }}))
                    then {{ nulls_of_json_keys("json_keys(" ~ object ~ ")") }}
                else ''
            end
            || case
                when contains({{ record }}, 'null')
                    then {{ nulls_of_json_keys(
                        "map_keys(map_from_entries(list_filter(map_entries(from_json("
                        ~ record ~ ", '\"MAP(VARCHAR, VARCHAR)\"')), lambda entry: entry.value is null)))"
                    ) }}
                else ''
            end
            || '}'
    {%- endset -%}
    {%- set rest = "cast(json_merge_patch(coalesce(" ~ record ~ ", '{}'), " ~ used ~ ") as varchar)" -%}
    {%- set blanks = "' ' || chr(9) || chr(10) || chr(13)" -%}
    {%- set inside = "trim(substr(left(trim(" ~ object ~ ", " ~ blanks ~ "), -1), 2), " ~ blanks ~ ")" -%}
    concat(
            '{',
            array_to_string(
                list_filter(
                    [substr(left({{ rest }}, -1), 2), {{ inside }}], lambda members: members != ''
                ),
                ','
            ),
            '}'
        )
{%- endmacro %}

{#- Members of a JSON object that say null for each of some keys, a comma ahead of each. -#}
{% macro nulls_of_json_keys(keys) -%}
    array_to_string(list_transform({{ keys }}, lambda key: concat(',', to_json(key), ':null')), '')
{%- endmacro %}
