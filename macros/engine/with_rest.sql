{#- The rows of a relation with `all_properties`: a JSON object (or null) together with what the JSON in
    the column `record` has beyond some keys, as text; where both have a key, the object's value stands,
    whole. Nulls of the record are left out. `unless` maps one of the keys to a condition on which it counts as rest all
    the same. `usual` lists orders in which a source writes the rest, the commonest first: lists of the
    keys that it may have. They change no row, but the rest of such a record costs a fraction. -#}
{% macro with_rest(relation, object, keys, unless={}, usual=[]) %}
    {{ return(adapter.dispatch("with_rest")(relation, object, keys, unless, usual)) }}
{% endmacro %}

{#- Each step has what the next one takes more than once, which the engine would find anew: it looks
    for a shared part of neither a case nor a lambda. What most records need is found for all, since
    to pick rows costs more. -#}
{% macro duckdb__with_rest(relation, object, keys, unless, usual) -%}
    {%- set names = usual | sum(start=[]) | unique | list -%}
    select
        *,
        {%- if usual %}
        case
            {%- for order in usual %}
            when usual_order = {{ loop.index }} and not has_own
                then {{ "commonest_rest" if loop.first else usual_rest(order, names) }}
            when usual_order = {{ loop.index }}
                then {{ usual_rest(order, names, "own_keys") }}
            {%- endfor %}
            else {{ any_rest(keys, unless) }}
        end as all_properties
        {%- else %}
        {{ any_rest(keys, unless) }} as all_properties
        {%- endif %}
    from (
        select
            *,
            {%- if usual %}
            {{ usual_rest(usual[0], names) }} as commonest_rest,
            {%- endif %}
            case when usual_order is null then json_extract(record, '$.*') end as record_values
        from (
            select
                *,
                {%- if usual %}
                coalesce(list_has_any(own_keys, {{ list_of_names(names) }}), false) as has_own,
                case
                    when {{ has_unusual_rest(unless) }} then null
                    {%- for order in usual %}
                    when regexp_full_match(key_names, '{{ pattern_of_order(order, keys) }}')
                        then {{ loop.index }}
                    {%- endfor %}
                end as usual_order
                {%- else %}
                cast(null as integer) as usual_order
                {%- endif %}
            from (
                select
                    *,
                    json_keys(record) as record_keys,
                    json_keys(own_object) as own_keys
                    {%- if usual %},
                    cast(to_json(json_keys(record)) as varchar) as key_names,
                    json_extract(record, {{ list_of_names(names, "/") }}) as usual_values
                    {%- endif %}
                from (select *, {{ object }} as own_object from {{ relation }}) as {{ relation }}_objects
            ) as {{ relation }}_keys
        ) as {{ relation }}_orders
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

{#- Such an object of a record whose rest is written in a usual order, of `usual_values`, the values of
    the keys `names`. The object may have keys of the rest if `own_keys` is given. -#}
{% macro usual_rest(order, names, own_keys=none) -%}
    '{' || concat_ws(
                ',',
                {%- for name in order %}
                {%- set member = "'\"" ~ name ~ "\":' || usual_values[" ~ (names.index(name) + 1) ~ "]" %}
                {{ "case when not list_contains(" ~ own_keys ~ ", '" ~ name ~ "') then " ~ member ~ " end"
                    if own_keys else member }},
                {%- endfor %}
                nullif({{ json_members("own_object") }}, '')
            ) || '}'
{%- endmacro %}

{#- Whether a record has a null among the usual keys, or one of the keys that count as rest by condition. -#}
{% macro has_unusual_rest(unless) -%}
    coalesce(list_contains(usual_values, 'null'), false)
    {%- for key, condition in unless.items() %}
                        or case
                            when {{ condition }} then list_contains(record_keys, '{{ key }}')
                            else false
                        end
    {%- endfor %}
{%- endmacro %}

{#- The pattern of the JSON array of a record's keys: those of the rest in their order, none twice, the
    others anywhere. -#}
{% macro pattern_of_order(order, keys) -%}
    {%- set others = '(?:"(?:' ~ keys | map("replace", ".", "[.]") | join("|") ~ ')"[],])*' -%}
    \[{{ others }}
    {%- for name in order -%} (?:"{{ name }}"[],])?{{ others }} {%- endfor -%}
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
