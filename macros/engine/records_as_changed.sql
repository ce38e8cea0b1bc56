{#- Records as `contacts_hashed` gives them, of a relation that has beside each the text that takes its
    place, `changed_text`, null where it stays, and says whether it is malformed. -#}
{% macro records_as_changed(relation, is_malformed) -%}
    select
        source_path,
        case
            when {{ is_malformed }} then {{ contacts_masked("raw_text", "contact_types") }}
            else coalesce(changed_text, raw_text)
        end as raw_text,
        case when not {{ is_malformed }} and changed_text is null then record end as record,
        {{ is_malformed }} as is_malformed
    from {{ relation }}
{%- endmacro %}
