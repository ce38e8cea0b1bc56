{#- The rows of a relation with `all_properties`: a JSON object (or null) together with what the JSON in
    the column `record` has beyond some keys, as text; where both have a key, the object's value stands,
    whole. Nulls of the record are left out. `unless` maps one of the keys to a condition on which it
    counts as rest all the same. `usual` lists the keys that the rest of most records is made of: the
    rest of a record that has no others is written in that order, and costs a fraction. -#}
{% macro with_rest(relation, object, keys, unless={}, usual=none) %}
    {{ return(adapter.dispatch("with_rest")(relation, object, keys, unless, usual)) }}
{% endmacro %}

{#- Each step has what the next one takes more than once, which the engine would find anew: it looks
    for a shared part of neither a case nor a lambda. What most records need is found for all, since
    to pick rows costs more. -#}
{% macro duckdb__with_rest(relation, object, keys, unless, usual) -%}
    select
        *,
        {%- if usual %}
        case
            when is_usual and not has_own then commonest_rest
            when is_usual then {{ usual_rest(usual, "own_keys") }}
            else {{ any_rest(keys, unless) }}
        end
        {%- else %}
        {{ any_rest(keys, unless) }}
        {%- endif %} as all_properties
    from (
        select
            *,
            {%- if usual %}
            {{ usual_rest(usual) }} as commonest_rest,
            {%- endif %}
            {{ "case when not is_usual then " if usual }}json_extract(record, '$.*')
            {{- " end" if usual }} as record_values
        from (
            select
                *
                {%- if usual %},
                coalesce({{ how_many("own_keys", usual) }}, 0) > 0 as has_own,
                {{ has_usual_rest(keys, unless, usual) }} as is_usual
                {%- endif %}
            from (
                select
                    *,
                    {%- if usual %}
                    json_extract(record, {{ list_of_names(usual, "/") }}) as usual_values,
                    {%- endif %}
                    json_keys(record) as record_keys,
                    json_keys(own_object) as own_keys
                from (select *, {{ object }} as own_object from {{ relation }}) as {{ relation }}_objects
            ) as {{ relation }}_keys
        ) as {{ relation }}_kinds
    ) as {{ relation }}_values
{%- endmacro %}

{#- A SQL list of names of keys, or of their paths. -#}
{% macro list_of_names(names, prefix="") -%}
    ['{{ prefix }}{{ names | join("', '" ~ prefix) }}']
{%- endmacro %}

{#- What a JSON object holds between its braces, without blanks about it. -#}
{% macro json_members(object) -%}
    {%- set blanks = "' ' || chr(9) || chr(10) || chr(13)" -%}
    case
                when starts_with({{ object }}, '{"') and right({{ object }}, 2) >= '!' then {{ object }}[2:-2]
                else trim(substr(left(trim({{ object }}, {{ blanks }}), -1), 2), {{ blanks }})
            end
{%- endmacro %}

{#- Such an object of a record whose rest has usual keys alone, of `usual_values`. The object may have
    some of them, too, if `own_keys` is given. -#}
{% macro usual_rest(usual, own_keys=none) -%}
    concat(
                '{',
                concat_ws(
                    ',',
                    {%- for name in usual %}
                    {%- set member = "'\"" ~ name ~ "\":' || usual_values[" ~ loop.index ~ "]" %}
                    {{ "case when not list_contains(" ~ own_keys ~ ", '" ~ name ~ "') then " ~ member ~ " end"
                        if own_keys else member }},
                    {%- endfor %}
                    nullif({{ json_members("own_object") }}, '')
                ),
                '}'
            )
{%- endmacro %}

{#- Whether a record has none but the keys that are left out and the usual ones, each once, no null
    among these, and none of those that count as rest by condition. -#}
{% macro has_usual_rest(keys, unless, usual) -%}
    case
                    when list_contains(usual_values, 'null') then false
                    {%- for key, condition in unless.items() %}
                    when case when {{ condition }} then list_contains(record_keys, '{{ key }}') else false end
                        then false
                    {%- endfor %}
                    else len(record_keys) = {{ how_many("record_keys", keys + usual) }}
                end
{%- endmacro %}

{#- How many of some names a list has; to look for them one by one is what costs least. -#}
{% macro how_many(list, names) -%}
    0
    {%- for name in names %} + cast(list_contains({{ list }}, '{{ name }}') as integer) {%- endfor %}
{%- endmacro %}

{#- Such an object of any record. -#}
{% macro any_rest(keys, unless) -%}
    {%- set wanted = ["key not in ('" ~ keys | join("', '") ~ "')"] -%}
    {%- for key, condition in unless.items() -%}
        {%- do wanted.append("(key = '" ~ key ~ "' and " ~ condition ~ ")") -%}
    {%- endfor -%}
    concat(
                '{',
                array_to_string(
                    list_filter(
                        list_append(
                            list_filter(
                                list_transform(
                                    list_filter(
                                        record_keys,
                                        lambda key: ({{ wanted | join(" or ") }})
                                        and not coalesce(list_contains(own_keys, key), false)
                                    ),
                                    lambda key: concat(
                                        to_json(key), ':', record_values[list_position(record_keys, key)]
                                    )
                                ),
                                lambda member: not ends_with(member, ':null')
                            ),
                            {{ json_members("own_object") }}
                        ),
                        lambda member: member != ''
                    ),
                    ','
                ),
                '}'
            )
{%- endmacro %}
