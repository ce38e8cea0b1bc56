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
