{#- For `contacts_hashed`: a JSON object with keyed hashes in place of the contacts at some paths, as
    text; null where there are none, so that it can stay. -#}
{% macro contacts_at_paths_hashed(text, paths) -%}
    {%- set patches = [] -%}
    {%- set inner = {} -%}
    {%- for path, types in paths.items() -%}
        {%- if "|" in path -%}
            {%- do inner.setdefault(path.split("|")[0], {}).update({path.split("|")[1]: types}) -%}
        {%- else -%}
            {%- set value = json_text(text, path) -%}
            {%- do patches.append(patch_at(text, path, value, hash_as_json(value), types)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for outer, deeper in inner.items() -%}
        {%- set value = text_in_text(text, outer) -%}
        {%- set hashed = inner_hashed_as_json(text, outer, value, deeper) -%}
        {#- first, so that what stands there in clear, no text, does not cover hashes -#}
        {%- do patches.insert(0, patch_at(text, outer, value, hashed)) -%}
    {%- endfor -%}
    {%- set is_patched -%} coalesce({{ patches | join(", ") }}) is not null {%- endset -%}
    case
        when {{ is_patched }}
            then cast(json_merge_patch(
                {{ text }}
                {%- for patch in patches %},
                coalesce({{ patch }}, '{}')
                {%- endfor %}
            ) as varchar)
    end
{%- endmacro %}

{#- A JSON object to merge into a record: a value at a path, null where the record can stay. A key on
    the way that is repeated is written once, as with `changed_member`. -#}
{% macro patch_at(text, path, value, hashed, types=none) -%}
    {%- set names = path.split(".") -%}
    case
        when
            ({{ value }} is not null or {{ repeats_on_path(text, names) }})
            {%- if types %}
            and list_has_any(contact_types, ['{{ ([types] if types is string else types) | join("', '") }}'])
            {%- endif %}
            then '{"{{ names | join('":{"') }}":' || {{ hashed }} || '{{ "}" * (names | length) }}'
    end
{%- endmacro %}

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

{#- The text at a path, null where something else is there, such as an object. -#}
{% macro text_in_text(text, path) -%}
    case
                when json_type({{ text }}, '{{ json_pointer(path) }}') = 'VARCHAR'
                    then {{ json_text(text, path) }}
            end
{%- endmacro %}

{#- A JSON text inside a text, hashed in its turn; masked where it is none, as it is where it is no
    text. -#}
{% macro inner_hashed_as_json(text, path, value, paths) -%}
    coalesce(to_json(
        case
            when {{ is_json_object(value) }}
                then coalesce({{ contacts_at_paths_hashed(value, paths) }}, {{ value }})
            else {{ contacts_masked(value, "contact_types") }}
        end
    ), {{ text }} -> '{{ json_pointer(path) }}', 'null')
{%- endmacro %}

{#- Whether a record is worth looking at its paths: JSON writes a name as it is, or with a backslash. -#}
{% macro may_carry_at_paths(text, paths) -%}
    {%- set names = [] -%}
    {%- for path in paths -%}
        {%- do names.append(path.split("|")[0].split(".")[-1]) -%}
    {%- endfor -%}
    len(contact_types) > 0
                    and (
                        contains({{ text }}, '\\')
                        {%- for name in names | unique %}
                        or contains({{ text }}, '"{{ name }}"')
                        {%- endfor %}
                    )
{%- endmacro %}
