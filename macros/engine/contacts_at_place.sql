{#- For `contacts_everywhere`: the texts at one place, as a list; empty where a neighbour says that
    they are no contacts, or no type of theirs is one of contacts. -#}
{% macro contacts_at_place(text, place) -%}
    {%- set json = json_object_text("(" ~ text ~ " ->> '" ~ place.inside ~ "')") if place.inside
        else text -%}
    case
                                when
                                    list_has_any(contact_types, ['{{ place.types | join("', '") }}'])
                                    {%- for path, values in (place.unless or {}).items() %}
                                    and coalesce(({{ json }}) ->> '{{ path }}', '') not in ('{{ values | join("', '") }}')
                                    {%- endfor %}
                                    then {{ "json_extract_string(" ~ json ~ ", '" ~ place.path ~ "')" if "*" in place.path
                                        else "[json_extract_string(" ~ json ~ ", '" ~ place.path ~ "')]" }}
                                else []
                            end
{%- endmacro %}

{#- Whether a record is worth looking at: names of keys are written as they are, or with backslashes. -#}
{% macro may_carry_at_places(text, places) -%}
    {%- set names = [] -%}
    {%- for place in places -%}
        {%- do names.append(place.path.replace("[*]", "").split(".")[-1]) -%}
    {%- endfor -%}
    len(contact_types) > 0
                    and (
                        contains({{ text }}, '\u')
                        {%- for name in names | unique %}
                        or contains({{ text }}, '{{ name }}')
                        {%- endfor %}
                    )
{%- endmacro %}

{#- The names that lead to a place, up to the first list on the way. -#}
{% macro names_to_place(path) %}
    {{ return(path.split("[*]")[0].removeprefix("$.").split(".")) }}
{% endmacro %}

{#- Whether a record has a key on the way to one of the places more than once, of which the engine sees
    the first alone. -#}
{% macro repeats_at_places(text, places) -%}
    (
        {%- for place in places %}
        {%- set json = json_object_text("(" ~ text ~ " ->> '" ~ place.inside ~ "')") if place.inside
            else text %}
        {{ repeats_on_path(text, names_to_place(place.inside)) ~ " or" if place.inside }}
        {{ repeats_on_path(json, names_to_place(place.path)) }}
        {{ "or" if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{#- Whether that is worth looking at: a name is written twice, in a text inside the text with its
    quotation mark escaped, or in a way of its own. -#}
{% macro may_repeat_at_places(text, places) -%}
    {%- set names = [] -%}
    {%- for place in places -%}
        {%- for name in names_to_place(place.path) -%}
            {%- do names.append(name ~ ('\\"' if place.inside else '"')) -%}
        {%- endfor -%}
        {%- for name in names_to_place(place.inside or "") -%}
            {%- do names.append(name ~ '"') if name -%}
        {%- endfor -%}
    {%- endfor -%}
    (
        contains({{ text }}, '\u')
        {%- for name in names | unique %}
        or {{ is_written_again(text, name) }}
        {%- endfor %}
    )
{%- endmacro %}
