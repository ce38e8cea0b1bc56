{#- The raw records of one entity of one source, whatever files hold them (or the relation that
    the var `source_relations` names): source_path, raw_text, record (JSON text; null: malformed).
    A later step must add `rejected_text_lines`. -#}
{% macro read_records(source, entity) %}
    {{ return(adapter.dispatch("read_records")(source, entity)) }}
{% endmacro %}

{% macro duckdb__read_records(source, entity) -%}
    {%- set relation = var("source_relations", {}).get(source ~ "/" ~ entity) -%}
    {%- if relation -%}
        {{ relation_records(relation) }}
    {%- else -%}
        {%- set files = list_source_files(data_folder() ~ "/" ~ source ~ "/" ~ entity) -%}
        {%- set branches = [] -%}
        {%- if files["csv"] -%}{%- do branches.append(csv_records(files["csv"])) -%}{%- endif -%}
        {%- if files["json"] -%}{%- do branches.append(json_line_records(files["json"])) -%}{%- endif -%}
        {%- if files["parquet"] -%}{%- do branches.append(parquet_records(files["parquet"])) -%}{%- endif -%}
        {%- if branches -%}
            {{ branches | join("\n    union all\n    ") }}
        {%- else -%}
            select
                cast(null as varchar) as source_path,
                cast(null as varchar) as raw_text,
                cast(null as varchar) as record
            where false
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#- The folder that holds one folder per source; ends without a slash. -#}
{% macro data_folder() %}
    {{ return(env_var("MILEPOST_DATA", "data/sample").rstrip("/")) }}
{% endmacro %}

{% macro json_line_records(files) -%}
    select
        source_path,
        line as raw_text,
        case when json_type(try_cast(line as json)) = 'OBJECT' then line end as record
    from ({{ read_text_lines(files) }}) as lines
    where trim(line, ' ' || chr(9)) != ''
{%- endmacro %}

{#- Nulls are left out of the record, so that its text does not depend on the other files. -#}
{% macro parquet_records(files) -%}
    select
        source_path,
        cast(json_merge_patch('{}', record, '{"__source_path": null}') as varchar) as raw_text,
        raw_text as record
    from (
        select __source_path as source_path, to_json(rows) as record
        from read_parquet(
            {{ file_list(files) }}, union_by_name = true, filename = '__source_path'
        ) as rows
    ) as records
{%- endmacro %}

{% macro relation_records(relation) -%}
    select
        {{ dbt.string_literal(dbt.escape_single_quotes(relation)) }} as source_path,
        cast(json_merge_patch('{}', to_json(rows)) as varchar) as raw_text,
        raw_text as record
    from {{ relation }} as rows
{%- endmacro %}
