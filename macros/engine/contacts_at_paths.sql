{#- For `contacts_hashed`: the JSON objects to merge into a record, one for each place that the paths
    lead to, null where the record can stay. `found` is the array of the texts at these places, and
    `inner_<n>`, counted from 0, what is to stand at a place with JSON in a text. A key
    on the way that is repeated is written once, as with `changed_member`. -#}
{% macro patches_at_paths(text, found, may_repeat, paths) %}
    {%- set patches = [] -%}
    {%- for place, types in types_at_places(paths).items() -%}
        {%- set value = array_item(found, loop.index) -%}
        {%- set names = place.split(".") -%}
        {%- set hashed -%}
        {%- if types is mapping -%}
        coalesce(to_json(inner_{{ loop.index0 }}), {{ text }} -> '{{ json_pointer(place) }}', '""')
        {%- else -%}
        coalesce('"' || {{ keyed_hash(blank_to_null(value)) }} || '"', '""')
        {%- endif -%}
        {%- endset -%}
        {%- set patch -%}
        case
            {%- if types is not mapping %}
            when not list_has_any(contact_types, ['{{ types | join("', '") }}']) then null
            {%- endif %}
            when
                {{ "inner_" ~ loop.index0 if types is mapping else value }} is not null
                or case when {{ may_repeat }} then {{ repeats_on_path(text, names) }} else false end
                then '{"{{ names | join('":{"') }}":' || {{ hashed }} || '{{ "}" * (names | length) }}'
        end
        {%- endset -%}
        {%- do patches.append(patch) -%}
    {%- endfor -%}
    {{ return(patches) }}
{% endmacro %}

{#- A JSON object with such patches merged into it, as text; null where there are none. Mostly there is
    one alone, which is the patch as it is. -#}
{% macro with_patches(text, patches) -%}
    {%- set first = "coalesce(" ~ patches | join(", ") ~ ")" -%}
    case
            when {{ first }} is not null
                then cast(json_merge_patch(
                    {{ text }},
                    case
                        when concat({{ patches | join(", ") }}) = {{ first }} then {{ first }}
                        else json_merge_patch(
                            '{}', coalesce({{ patches | join(", '{}'), coalesce(") }}, '{}')
                        )
                    end
                ) as varchar)
        end
{%- endmacro %}

{#- The places that paths lead to: the types of what is there, or a mapping of the paths that lead on
    in the JSON text that is written there. -#}
{% macro types_at_places(paths) %}
    {%- set places = {} -%}
    {%- for path, types in paths.items() -%}
        {%- set types = [types] if types is string else types -%}
        {%- if "|" in path -%}
            {%- do places.setdefault(path.split("|")[0], {}).update({path.split("|")[1]: types}) -%}
        {%- else -%}
            {%- do places.update({path: types}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(places) }}
{% endmacro %}

{#- Whether one of the objects on a path has the next name more than once. -#}
{% macro repeats_on_path(text, names) -%}
    (
        {%- for name in names %}
        {%- set above = text if loop.first
            else "(" ~ text ~ " -> '" ~ json_pointer(names[:loop.index0] | join(".")) ~ "')" %}
        coalesce({{ json_repeats_a_key(above, [name]) }}, false)
        {{ "or" if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{#- Whether a JSON text holds a text at a path, where other records may have an object. -#}
{% macro is_text_at(text, path) -%}
    coalesce(json_type({{ text }}, '{{ json_pointer(path) }}') = 'VARCHAR', false)
{%- endmacro %}

{#- A JSON text inside a text with its contacts hashed in its turn; masked where it is no JSON. -#}
{% macro inner_contacts_hashed(text, paths, found) -%}
    case
        when {{ found }} is not null
            then coalesce({{ with_patches(text, patches_at_paths(text, found, "true", paths)) }}, {{ text }})
        else {{ contacts_masked(text, "contact_types") }}
    end
{%- endmacro %}

{#- Whether a record is worth looking at the paths: JSON writes a name as it is, or with a backslash.
    `is_sought` says of each last name whether contacts may be there, in their order. The others are
    not looked for: cases, since the engine looks at both sides of an "and" for every row. -#}
{% macro may_carry_at_paths(text, paths, is_sought) -%}
    len(contact_types) > 0
                and (
                    contains({{ text }}, '\')
                    {%- for name in types_of_names(paths, last=true) %}
                    or case
                        when {{ is_sought }}_{{ loop.index }}
                            then {{ has_json_key(text, name) }}
                        else false
                    end
                    {%- endfor %}
                )
{%- endmacro %}

{#- The names on the way to the places, or the last of each alone, with the types of what may be there. -#}
{% macro types_of_names(paths, last=false) %}
    {%- set types_of_names = {} -%}
    {%- for place, types in types_at_places(paths).items() -%}
        {%- set types = types.values() | sum(start=[]) if types is mapping else types -%}
        {%- for name in place.split(".")[-1 if last else 0:] -%}
            {%- do types_of_names.update({name: types_of_names.get(name, []) + types}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(types_of_names) }}
{% endmacro %}

{#- Whether a record may have a name on the paths more than once. `is_passed` says of each name whether
    there may be contacts behind it, in their order. -#}
{% macro may_repeat_on_paths(text, paths, is_passed) -%}
    (
                contains({{ text }}, '\')
                {%- for name in types_of_names(paths) %}
                or case
                    when {{ is_passed }}_{{ loop.index }}
                        then {{ is_written_again(text, '"' ~ name ~ '"') }}
                    else false
                end
                {%- endfor %}
            )
{%- endmacro %}

{#- Whether a text has a part more than once. To split it costs a third of what a pattern does. -#}
{% macro is_written_again(text, part) -%}
    len(string_split({{ text }}, {{ text_literal(part) }})) > 2
{%- endmacro %}
