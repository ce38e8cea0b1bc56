{#- The records of a relation (as `contacts_hashed` gives them) of which some columns stay as they
    are and one is a keyed hash; nothing else of a record stays, and nothing of a line that is none. -#}
{% macro values_hidden(records, column, others) %}
    {{ return(adapter.dispatch("values_hidden")(records, column, others)) }}
{% endmacro %}

{% macro duckdb__values_hidden(records, column, others) -%}
    select
        source_path,
        case
            when is_malformed then '***'
            else cast(json_merge_patch('{}', to_json(struct_pack(
                {%- for other in others %}
                {{ other }} := field.{{ other }},
                {%- endfor %}
                {{ column }} := {{ erasure_hash(blank_to_null("field." ~ column)) }}
            ))) as varchar)
        end as raw_text,
        cast(null as varchar) as record,
        is_malformed
    from (
        select
            *,
            case
                when not is_malformed
                    then {{ json_fields("coalesce(record, raw_text)", others + [column]) }}
            end as field
        from {{ records }} as records
    ) as parsed
{%- endmacro %}
