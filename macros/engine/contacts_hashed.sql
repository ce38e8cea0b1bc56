{#- The records of a relation (source_path, raw_text, record, is_malformed, as `read_records` gives
    them) with keyed hashes in place of contacts, in the text too: what a record with contacts keeps
    of its text is the record as JSON. Where they can't be found, because the record or one of its
    objects of identifiers is malformed, they are masked.

    `identifiers` says where a record has identifiers: `columns` that are named after their type,
    `objects` (type to value), `pairs` of a column with the type and one with the value; or `paths`
    (dots go deeper) to the type of what is there, or the types that it may have. A path `a.b|c.d`
    leads into the JSON text that is written as a text at `a.b`. `everywhere` lists places whose
    contacts go wherever the record repeats them. A source has `paths`, `everywhere` or the others. -#}
{% macro contacts_hashed(records, identifiers) %}
    {{ return(adapter.dispatch("contacts_hashed")(records, identifiers)) }}
{% endmacro %}

{% macro duckdb__contacts_hashed(records, identifiers) -%}
    {{ records_with_contacts_everywhere_hashed(records, identifiers["everywhere"])
        if "everywhere" in identifiers
        else records_with_paths_hashed(records, identifiers["paths"]) if "paths" in identifiers
        else records_with_fields_hashed(records, identifiers) }}
{%- endmacro %}

{% macro records_with_fields_hashed(records, identifiers) -%}
    {%- set columns = identifiers.get("columns", []) -%}
    {%- set objects = identifiers.get("objects", []) -%}
    {%- set pairs = identifiers.get("pairs", []) -%}
    {%- set fields = columns + objects + pairs | sum(start=[]) -%}
    with parsed as (
        select
            records.*,
            known.contact_types,
            coalesce(records.record, records.raw_text) as text,
            case
                when
                    not records.is_malformed
                    and {{ may_carry_contacts("text", columns, objects, pairs) }}
                    then {{ json_fields("text", fields) }}
            end as field
        from {{ records }} as records
        cross join {{ contact_types() }} as known
    ),

    judged as (
        select
            *,
            {%- for object in objects %}
            {{ json_object_text("field." ~ object) }} as {{ object }}_object,
            {%- endfor %}
            case
                when field is not null then {{ json_repeats_a_key("text", fields) }}
            end as repeats_a_key
        from parsed
    ),

    changed as (
        select
            * exclude (is_malformed),
            is_malformed
            {%- for object in objects %}
            or (field.{{ object }} is not null and {{ object }}_object is null)
            {%- endfor %} as is_malformed,
            concat_ws(
                ',',
                {%- for column in columns %}
                {{ changed_member(
                    column,
                    "list_contains(contact_types, '" ~ column ~ "')",
                    hash_as_json("field." ~ column),
                    "to_json(field." ~ column ~ ")",
                ) }},
                {%- endfor %}
                {%- for type_column, value_column in pairs %}
                {{ changed_member(
                    value_column,
                    "list_contains(contact_types, field." ~ type_column ~ ")",
                    hash_as_json("field." ~ value_column),
                    "to_json(field." ~ value_column ~ ")",
                ) }},
                {%- endfor %}
                {%- for object in objects %}
                {{ changed_member(
                    object,
                    "list_has_any(json_keys(" ~ object ~ "_object), contact_types)",
                    json_with_contacts_hashed(object ~ "_object"),
                    object ~ "_object",
                ) }},
                {%- endfor %}
                null
            ) as changes
        from judged
    ),

    rewritten as (
        select
            *,
            case
                when changes != '' then cast(json_merge_patch(text, '{' || changes || '}') as varchar)
            end as changed_text
        from changed
    )

    {{ records_as_changed("rewritten", "is_malformed") }}
{%- endmacro %}

{#- Whether a record is worth parsing: JSON writes a name as it is, or with a backslash. -#}
{% macro may_carry_contacts(text, columns, objects, pairs) -%}
    len(known.contact_types) > 0
                    and (
                        {{ "true" if pairs else "contains(" ~ text ~ ", '\\')" }}
                        {%- for object in objects %}
                        or contains({{ text }}, '"{{ object }}"')
                        {%- endfor %}
                        {%- for column in columns %}
                        or list_contains(known.contact_types, '{{ column }}')
                        {%- endfor %}
                    )
{%- endmacro %}

{#- A member of a JSON object with what to write in its place, null where it can stay. A repeated
    key is written once: readers take the first, and nobody looks at what the others hold. -#}
{% macro changed_member(name, is_contact, hashed, unhashed) -%}
    '"{{ name }}":' || case
                    when {{ is_contact }} then {{ hashed }}
                    when repeats_a_key then coalesce({{ unhashed }}, 'null')
                end
{%- endmacro %}

{#- The hash of a value that is not blank, else null, as JSON. -#}
{% macro hash_as_json(value) -%}
    coalesce('"' || {{ keyed_hash(blank_to_null(value)) }} || '"', 'null')
{%- endmacro %}

{#- Whether a JSON object has one of some keys more than once. -#}
{% macro json_repeats_a_key(json, keys) -%}
    len(list_filter(json_keys({{ json }}), lambda key: key in ('{{ keys | join("', '") }}')))
                        > len(list_intersect(json_keys({{ json }}), ['{{ keys | join("', '") }}']))
{%- endmacro %}

{#- A JSON object of identifiers, type to value, with its contacts hashed and blank ones empty. -#}
{% macro json_with_contacts_hashed(object) -%}
    {%- set value = "(" ~ object ~ " ->> ('/' || replace(replace(type, '~', '~0'), '/', '~1')))" -%}
    json_merge_patch({{ object }}, to_json(map_from_entries(list_transform(
                        list_intersect(json_keys({{ object }}), contact_types),
                        lambda type: struct_pack(
                            k := type, v := coalesce({{ keyed_hash(blank_to_null(value)) }}, '')
                        )
                    ))))
{%- endmacro %}
