{#- For `contacts_hashed`: records whose identifiers are at paths. -#}
{% macro records_with_paths_hashed(records, paths) -%}
    {%- set patches = patches_at_paths("text", "found", "may_repeat", paths) -%}
    {%- set names = [] -%}
    with parsed as (
        select
            records.*,
            known.*,
            coalesce(records.record, records.raw_text) as text
        from {{ records }} as records
        cross join (
            select
                contact_types
                {%- for types in types_of_last_names(paths).values() %},
                list_has_any(contact_types, ['{{ types | unique | join("', '") }}'])
                    as is_sought_{{ loop.index }}
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
            *,
            -- a case, since the engine looks at both sides of an "and" for every row
            case
                when found is not null then {{ may_repeat_on_paths("text", paths) }} else false
            end as may_repeat
        from searched
    ),

    patched as (
        select
            *
            {%- for patch in patches %},
            {%- do names.append("patch_" ~ loop.index) %}
            case when found is not null then {{ patch }} end as {{ names[-1] }}
            {%- endfor %}
        from doubted
    ),

    changed as (
        select
            *,
            {{ with_patches("text", names) }} as changed_text
        from patched
    )

    select
        source_path,
        case
            when is_malformed then {{ contacts_masked("raw_text", "contact_types") }}
            else coalesce(changed_text, raw_text)
        end as raw_text,
        case when not is_malformed and changed_text is null then record end as record,
        is_malformed
    from changed
{%- endmacro %}
