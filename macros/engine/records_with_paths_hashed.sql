{#- For `contacts_hashed`: records whose identifiers are at paths. -#}
{% macro records_with_paths_hashed(records, paths) -%}
    {%- set patches = patches_at_paths("text", "found", "may_repeat", paths) -%}
    {%- set names = [] -%}
    {%- set places = types_at_places(paths) | list -%}
    with parsed as (
        select
            records.*,
            known.*,
            coalesce(records.record, records.raw_text) as text
        from {{ records }} as records
        cross join (
            select
                contact_types
                {%- for types in types_of_names(paths, last=true).values() %},
                list_has_any(contact_types, ['{{ types | unique | join("', '") }}'])
                    as is_sought_{{ loop.index }}
                {%- endfor %}
                {%- for types in types_of_names(paths).values() %},
                list_has_any(contact_types, ['{{ types | unique | join("', '") }}'])
                    as is_passed_{{ loop.index }}
                {%- endfor %}
            from {{ contact_types() }} as types
        ) as known
    ),

    searched as (
        select
            *,
            case
                when not is_malformed and {{ may_carry_at_paths("text", paths, "is_sought") }}
                    then {{ json_texts("text", types_at_places(paths) | list) }}
            end as found
        from parsed
    ),

    doubted as (
        select
            *
            {%- for place, types in types_at_places(paths).items() if types is mapping %},
            {%- set value = array_item("found", places.index(place) + 1) %}
            case
                when
                    found is not null
                    and {{ is_text_at("text", place) }}
                    and {{ is_json_object(value) }}
                    then {{ json_texts(value, types | list) }}
            end as found_{{ places.index(place) }}
            {%- endfor %},
            -- a case, since the engine looks at both sides of an "and" for every row
            case
                when found is not null then {{ may_repeat_on_paths("text", paths, "is_passed") }} else false
            end as may_repeat
        from searched
    ),

    {%- if types_at_places(paths).values() | select("mapping") | list %}

    opened as (
        select
            *
            {%- for place, types in types_at_places(paths).items() if types is mapping %},
            {%- set value = array_item("found", places.index(place) + 1) %}
            case
                when found is not null and {{ is_text_at("text", place) }}
                    then {{ inner_contacts_hashed(value, types, "found_" ~ places.index(place)) }}
            end as inner_{{ places.index(place) }}
            {%- endfor %}
        from doubted
    ),
    {%- endif %}

    patched as (
        select
            *
            {%- for patch in patches %},
            {%- do names.append("patch_" ~ loop.index) %}
            case when found is not null then {{ patch }} end as {{ names[-1] }}
            {%- endfor %}
        from {{ "opened" if types_at_places(paths).values() | select("mapping") | list else "doubted" }}
    ),

    changed as (
        select
            *,
            {{ with_patches("text", names) }} as changed_text
        from patched
    )

    {{ records_as_changed("changed", "is_malformed") }}
{%- endmacro %}
