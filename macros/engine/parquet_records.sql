{#- The records of Parquet files of one schema. Nulls are left out, so that a record's text does not
    depend on columns that other records have. -#}
{% macro parquet_records(files) -%}
    {{ row_records(
        "read_parquet(" ~ file_list(files) ~ ", filename = '__source_path', hive_partitioning = false)",
        "__source_path"
    ) }}
{%- endmacro %}

{#- The records of a relation in the warehouse. -#}
{% macro relation_records(relation) -%}
    {{ row_records(
        "(select *, " ~ text_literal(relation) ~ " as __source_path from " ~ relation ~ ")",
        "__source_path"
    ) }}
{%- endmacro %}

{#- The rows of a relation as records. A number that JSON can't write is null. -#}
{% macro row_records(relation, path_column) -%}
    select
        source_path,
        raw_text,
        cast(null as varchar) as record,
        not {{ is_json_object("raw_text") }} as is_malformed
    from (
        select
            {{ path_column }} as source_path,
            cast(json_merge_patch('{}', to_json(finite), '{"{{ path_column }}": null}') as varchar)
                as raw_text
        from (
            select
                case
                    when
                        typeof(columns('(.*)')) in ('DOUBLE', 'FLOAT')
                        and cast(columns('(.*)') as varchar) in ('nan', 'inf', '-inf')
                        then null
                    else columns('(.*)')
                end as '\1'
            from {{ relation }}
        ) as finite
    ) as records
{%- endmacro %}

{#- Files in groups of one schema, since reading different ones at once would change the types, and
    so the text, of some records by what the other files hold. -#}
{% macro parquet_files_by_schema(files) %}
    {%- set groups = {} -%}
    {%- if files -%}
        {%- set schemas = run_query(
            "select file_name, string_agg(concat_ws(':', name, type, repetition_type, num_children,"
            ~ " logical_type, converted_type, scale, precision), ',' order by column_id) as columns"
            ~ " from parquet_schema(" ~ file_list(files) ~ ") group by file_name order by file_name"
        ) -%}
        {%- for schema in schemas.rows -%}
            {%- do groups.setdefault(schema["columns"], []).append(schema["file_name"]) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(groups.values() | list) }}
{% endmacro %}
